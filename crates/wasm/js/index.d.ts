/**
 * What a data vendor's credits will really cost, rule by rule.
 *
 * ```ts
 * import { load } from "creditcast";
 * const creditcast = await load();
 *
 * import { simulate } from "creditcast/inline"; // the same functions, ready at once
 * ```
 *
 * Conventions
 * - Plain data in and plain data out: no Map, no BigInt, no handle to free.
 * - Keys are camelCase. An absent optional key and `undefined` mean the same; `null` only where
 *   a type says so. An unknown key is a Problem, never ignored.
 * - A civil date is "YYYY-MM-DD", an instant is RFC 3339 in UTC ("2026-03-01T09:00:00Z"). Every
 *   interval is half-open, except that an activity's `until` is its last day.
 * - Amounts of a wallet (credits, or dollars for a pay-as-you-go card) are numbers with at most six
 *   decimals and a magnitude up to 9,000,000,000. The engine computes them as exact integers of
 *   1/1,000,000; they become numbers only on the way out. Money is an exact decimal string with two
 *   decimals, or up to six where a money wallet needs them.
 * - A share is a number from 0 to 1 with at most four decimals, read as an exact decimal.
 */

import type { ProblemCode, RuleId, WarningCode } from "./codes.js";

export { problemCodes, ruleIds, warningCodes } from "./codes.js";
export type { ProblemCode, RuleId, WarningCode };

/** A day of the calendar: "2026-03-01". */
export type CivilDate = string;
/** RFC 3339 in UTC: "2026-03-01T09:00:00Z". */
export type Instant = string;
/** An amount of money. */
export interface Money {
  /** An exact decimal: "69.90". */
  amount: string;
  /** The currency's three letters, by ISO 4217. */
  currency: string;
}
/** The cards that come with the engine; with `@` and a day, one revision of them: "lusha-v3@2026-08-13". */
export type BuiltInCard = "lusha-help-centre" | "lusha-2026-06" | "lusha-v3" | "leadfeeder" | "generect" | "generect-2026-06";
/** Ids complete in an editor and stay open for revisions. */
export type CardId = BuiltInCard | (string & {});

// ---------------------------------------------------------------- rate cards

/** Where a fact comes from, and how far it can be trusted: shown beside every number it leads to. */
export interface Source {
  /** The id that facts name it by. */
  id: string;
  /** The page's title. */
  title: string;
  /** The page's address, if it has one. */
  url?: string;
  /** The day on which it was read. */
  read: CivilDate;
  /** The sentence, in at most 25 words. */
  says: string;
  /** Who says so: the vendor's own page; that page as a third party read it; a third party; our inference. */
  trust: "vendor" | "thirdPartyReading" | "thirdPartyClaim" | "inference";
}

/** One answer to a question. */
export interface PolicyOption {
  /** The word that chooses it. */
  id: string;
  /** What it means, as a sentence. */
  title: string;
  /** Who says so, by the ids of the card's sources. */
  sources: string[];
  /** What it changes in the card; nothing where it says how subscriptions run. */
  sets?: PolicyEdit[];
}

/** A change that an answer makes to rules or actions of the card; what is left out stays. */
export interface PolicyEdit {
  /** The rules it changes, by id. */
  rules?: string[];
  /** The actions it changes, by id. */
  actions?: string[];
  /** The price of a step of a rule, in the card's wallet. */
  price?: number;
  /** What a rule counts. */
  of?: "request" | "unit" | "matched" | "result" | "point";
  /** How many make a step of a rule. */
  per?: number | "all";
  /** The fewest steps of a request. */
  minimum?: number;
  /** Is a rule dropped for a request in which a data point is charged? */
  waivedByPoints?: boolean;
  /** Are repeats results for a rule? */
  countsRepeats?: boolean;
  /** Are points charged where they are found, or wherever they were asked for? */
  charged?: "found" | "asked";
  /** The word of rules that charge a unit only once between them. */
  together?: string;
  /** What is free when an action is repeated. */
  once?: Once[];
}

/** What is free when it is repeated: the unit, each of the points, or the record, whose first charge frees its other
 *  points. */
export type Once = "unit" | "points" | "record";

/** A question on which a vendor's own pages disagree or are silent, and the answers on offer. */
export interface PolicySwitch {
  /** The id that scenarios choose by. */
  id: string;
  /** The question. */
  title: string;
  /** The answer where none is chosen. */
  default: string;
  /** The answers on offer. */
  options: PolicyOption[];
}

/** A window of time: days and months are those of UTC. */
export type LimitWindow = "second" | "minute" | "hour" | "day" | "month";
/** How a vendor counts: windows of the clock, windows from the first request on, the last window's length at every
 *  instant, the window before counted in part, or a bucket that fills steadily. */
export type LimitAlgorithm = "fixed" | "fixedFirstHit" | "slidingLog" | "slidingCounter" | "tokenBucket";
/** At most so many requests in a window. */
export interface Limit {
  /** Requests accepted in a window. */
  count: number;
  /** The window. */
  per: LimitWindow;
  /** Requests accepted at once, where more than a steady stream may come; `count` if left out. */
  burst?: number;
  /** How the vendor counts; "fixed" if left out. */
  algorithm?: LimitAlgorithm;
}

/** A price by billing; `null` where it is not sold that way, or not published. */
export interface Rates {
  /** The price of a month that is billed by itself. */
  monthly: Money | null;
  /** One month's share of a price that is billed for the year. */
  annual: Money | null;
}

/** Who can use a plan. */
export interface Seats {
  /** Users that the plan's price includes. */
  included: number;
  /** The most users it can have, or null where there is no most. */
  max: number | null;
  /** The price of each further user. */
  extra: Rates;
}

/** A plan as the vendor publishes it; what is not published must be given as terms. */
export interface PlanSummary {
  /** The id that scenarios use. */
  id: string;
  /** What people call it. */
  title: string;
  /** Is it sold by quote only? */
  byQuote: boolean;
  /** Do unused credits roll over to the next month? */
  rollover: boolean;
  /** Credits of a month; a year brings twelve times as many. */
  creditsPerMonth: number | null;
  /** What it costs. */
  price: Rates;
  /** Who can use it. */
  seats: Seats;
  /** Requests that its API accepts. */
  limits: Limit[];
  /** For how many cycles each grant lives, whatever the balance; if left out, the next renewal decides. */
  creditsLiveCycles?: number;
  /** Credits that come once, with the first grant. */
  bonuses?: Bonus[];
  /** Who says so, fact by fact, by the ids of the card's sources. */
  sources?: PlanSources;
}

/** Who says what of a plan, by the ids of the card's sources; `seats` and `rollover` always need one. */
export interface PlanSources {
  /** Of its prices. */
  price?: string[];
  /** Of its credits. */
  credits?: string[];
  /** Of its users. */
  seats?: string[];
  /** Of its limits. */
  limits?: string[];
  /** Of what unused credits come to. */
  rollover?: string[];
}

/** Credits that come once, such as those of a promotion. */
export interface Bonus {
  /** How many. */
  credits: number;
  /** For how many months they live; as long as the subscription if left out. */
  livesMonths?: number;
  /** Credits of a lower priority are spent first; the plan's have 0, and so have these if left out. */
  priority?: number;
}

/** How many units go in one request. */
export interface Batch {
  /** Where nothing else is said: so many, or all units of the day. */
  default: number | "all";
  /** The most, or null where there is no most. */
  max: number | null;
}

/** One kind of thing that costs credits, or is free by a rule that says so. */
export interface ActionSummary {
  /** The id that scenarios use. */
  id: string;
  /** What people call it. */
  title: string;
  /** Where it is done: platform, api, workspace… */
  surface: string;
  /** What is counted: contact, row, prompt… */
  unit: string;
  /** The data points it can reveal, by id. */
  points: string[];
  /** How many units go in one request. */
  batch: Batch;
  /** Is it a request to the vendor's API, so that keys and limits apply? */
  request: boolean;
  /** The needs that this action serves: need.email, need.phone, need.company, need.search, need.signal. */
  needs: string[];
  /** The kind of record its units are, where lists of records can feed it. */
  record?: string;
  /** The rules that price it, by id, in the order of a quote's lines. */
  charges?: string[];
  /** What is free when it is repeated; where nothing is, repeats are charged like first visits. */
  once?: Once[];
  /** Does what was paid for once hold only in the same table? */
  oncePerTable?: boolean;
  /** For how many months it stays free; for ever, or as the switch `revealedFor` says, if left out. */
  onceMonths?: number;
  /** Limits of its own, beside the plan's. */
  limits?: Limit[];
  /** Requests in flight at once that the vendor allows, if it says so. */
  parallel?: number;
  /** How long a client should wait for an answer, in seconds, if the vendor says so. */
  timeoutSeconds?: number;
  /** Who says how it works, by the ids of the card's sources. */
  sources?: string[];
}

/** A card as a list shows it: without its rules and sources. What its plans, actions and answers name by id, such as
 *  `charges` and `sources`, stands in the full card, which `card()` gives. */
export interface CardSummary {
  /** The id, without the revision. */
  id: string;
  /** A released card never changes: "lusha-help-centre@2026-09-28" names one for good, the bare id the newest. */
  revision: CivilDate;
  /** Date read plus 90 days: from then on every shell says that prices may be old. */
  staleAfter: CivilDate;
  /** Who sells it. */
  vendor: string;
  /** What people call the card. */
  title: string;
  /** What its credits are: credits that a plan grants, or money that is spent as one goes. */
  wallet: "credits" | "money";
  /** ISO 4217 code of its prices. */
  currency: string;
  /** Where the vendor publishes its prices: what to check before one decides. */
  pricesAt?: string;
  /** What can be bought. */
  plans: PlanSummary[];
  /** What can be done. */
  actions: ActionSummary[];
  /** Questions that the vendor's pages leave open, and the answers on offer. */
  policies: PolicySwitch[];
}

/** What a thing costs, or how subscriptions run. */
export interface CardRule {
  /** The id that actions, ledgers and reports name it by. */
  id: string;
  /** What it is about, in a few words. */
  title: string;
  /** The group in which reports add it up. */
  category: string;
  /** Who says so, by the ids of the card's sources. */
  sources: string[];
  /** The price of one step, in the card's wallet; a rule without one says how subscriptions run. */
  price?: number;
  /** What is counted, and how: docs/rate-card.md says what each field does. */
  [field: string]: unknown;
}

/** A full card: the built-in ones can be read with `card()`, changed, and passed back in; or a card of one's own, written
 *  out as these are, with `null` and `false` where JSON may leave them out. docs/rate-card.md says what each field does,
 *  and schema.json which values it takes. */
export interface RateCard extends CardSummary {
  /** The data points that actions reveal. */
  points?: { id: string; title: string }[];
  /** Pools beside the credits. */
  pools?: { id: string; title: string }[];
  /** Limits that some subscriptions keep instead of their plan's. */
  limitSets?: { id: string; title: string; limits: Limit[]; sources: string[] }[];
  /** What it costs, and how subscriptions run. */
  rules?: CardRule[];
  /** What a page says that a plan does not include. */
  entitlements?: Record<string, unknown>[];
  /** What the vendor's API answers to a refused request. */
  answers?: Record<string, unknown>[];
  /** Where every fact of the card comes from. */
  sources: Source[];
}

// ---------------------------------------------------------------- one request

/** One or more requests whose price is asked for. */
export interface QuoteRequest {
  /** The rate card: an id, or a card of your own. */
  card: CardId | RateCard;
  /** Answers to questions that the vendor's pages leave open, by the id of the switch; the card's default for the rest. */
  policies?: Record<string, string>;
  /** The plan, for what a page says that it does not include. */
  plan?: string;
  /** An action of the card, or a need such as "need.email" that each card maps to an action of its own. */
  action: string;
  /** Units in all: contacts, companies, rows, prompts, cells… as the action's `unit` says. */
  count: number;
  /** Units per request; the action's own default if left out. More than its most is a Problem. */
  batch?: number;
  /** How many of the units come back with anything; all if left out. */
  matched?: number;
  /** Records for which each data point is revealed and not yet paid for, by the point's id. */
  points?: Record<string, number>;
}

/** What one rule charges. */
export interface QuoteLine {
  /** The rule's id. */
  rule: RuleId | (string & {});
  /** What it is about. */
  title: string;
  /** The group in which reports add it up. */
  category: string;
  /** How many it charges. */
  units: number;
  /** What for, in the wallet's unit. */
  amount: number;
  /** Who says so, by the ids of `sources`. */
  sources: string[];
}

/** What one or more requests cost, with every line traced to its rule. */
export interface Quote {
  /** How many requests it takes. */
  requests: number;
  /** What they cost together, in the wallet's unit: the sum of the lines. */
  total: number;
  /** The same, rule by rule. */
  lines: QuoteLine[];
  /** Every source named above, once. */
  sources: Record<string, Source>;
  /** What a reader should know. */
  warnings: Warning[];
}

// ---------------------------------------------------------------- a scenario over time

/** What was agreed for this plan instead of the card's own terms. `per` says what the figures are for:
 *  100000 credits and 18000.00 a year are given as such, never as a twelfth. */
export interface Terms {
  /** What the figures are for; terms per year need annual billing. */
  per: "month" | "year";
  /** Credits of that period; the card's own if left out. */
  credits?: number;
  /** Price of that period, in the card's currency; the card's own if left out. */
  price?: string | number;
  /** Users that the price includes; the plan's own if left out. */
  seatsIncluded?: number;
  /** Price of each further user for that period; the card's own if left out. */
  seatPrice?: string | number;
}

/** Buys more whenever the balance falls low. */
export interface AutoTopUp {
  /** The balance below which it buys. */
  below: number;
  /** The balance up to which it buys. */
  to: number;
  /** The price of one credit; needed where the wallet holds credits. */
  price?: string | number;
}

/** What a pool beside the credits holds and is granted. */
export interface PoolTerms {
  /** What is in it before the first cycle; nothing if left out. */
  opening?: number;
  /** What each cycle brings; nothing if left out. */
  perCycle?: number;
}

/** A customer's subscription: the plan, what was agreed, and what is to change. */
export interface Subscription {
  /** The id of the plan. */
  plan: string;
  /** How it is paid, and so how long a cycle is; "monthly" if left out. */
  billing?: "monthly" | "annual";
  /** The first day of the subscription, and of the horizon. */
  start: CivilDate;
  /** Users in all; the plan's own if left out. */
  seats?: number;
  /** What was agreed instead of the card's own terms; needed where the card publishes none. */
  terms?: Terms;
  /** Limits kept from earlier ("legacy") or agreed, instead of the plan's. */
  limits?: string | Limit[];
  /** What is in the wallet before the first grant. */
  openingBalance?: number;
  /** Buys up to `to` when the balance falls below `below`. A money wallet without `openingBalance` and `autoTopUp` is
   *  filled as needed, so that nothing is refused for want of money. */
  autoTopUp?: AutoTopUp;
  /** Pools beside the credits, such as conversation credits, by their ids. */
  pools?: Record<string, PoolTerms>;
  /** What changes on which day; where days are equal, in the order listed. */
  changes?: Change[];
}

/** A change of the subscription, on a day. Upgrades, seats, top-ups and caps hold at once; downgrades, freezes and
 *  cancellations from the next renewal on. */
export type Change =
  | { on: CivilDate; kind: "upgrade" | "downgrade"; plan: string; billing?: "monthly" | "annual"; terms?: Terms }
  | { on: CivilDate; kind: "seats"; seats: number }
  | { on: CivilDate; kind: "freeze"; months: number }
  | { on: CivilDate; kind: "topUp"; amount: number; price?: string | number }
  | { on: CivilDate; kind: "cancel" }
  | { on: CivilDate; kind: "keyCap"; key: string; monthlyCap: number | null }
  | { on: CivilDate; kind: "userCap"; user: string; monthlyCap: number | null };

/** Records that activities work through in order, and from the start again, so that what is paid for
 *  once is computed and not guessed. */
export interface RecordList {
  /** The id that activities name it by. */
  id: string;
  /** How many records it has. */
  size: number;
  /** Share of its records that have each data point, by the point's id. */
  found: Record<string, number>;
  /** Share of its records whose point was paid for before the start (website visitors); none if left out. */
  paid?: Record<string, number>;
}

/** One thing that is done again and again. */
export interface Activity {
  /** What people call it. */
  name?: string;
  /** A remark for people. */
  note?: string;
  /** Left out of the run. */
  off?: boolean;
  /** Activities with the same workflow are steps of it, and are added up under its name. */
  workflow?: string;
  /** The API key that its requests use, from `keys`. */
  key?: string;
  /** The user who does it, from `users`. */
  user?: string;
  /** An action of the card, or a need such as "need.email" that each card maps to an action of its own. */
  action: string;
  /** How often: once, every day, Monday to Friday, every seventh day, or each month on the first day's day. */
  every: "once" | "day" | "weekday" | "week" | "month";
  /** The first day it happens; the subscription's if left out. */
  from?: CivilDate;
  /** The last day it happens; the horizon's if left out. */
  until?: CivilDate;
  /** Units each time, and for each member. */
  count: number;
  /** How many do it, which multiplies `count`; 1 if left out. */
  members?: number;
  /** How the count grows from one month of the activity to the next: 0.05 is 5% more. */
  growthPerMonth?: number;
  /** Units in one request; the action's default if left out. */
  batch?: number;
  /** Share of the units whose record has been paid for already; 0 if left out. */
  repeat?: number;
  /** Share of the others that come back with anything; 1 if left out. */
  matched?: number;
  /** Share of those for which each data point is found, by the point's id. */
  points?: Record<string, number>;
  /** Instead of `repeat`, `matched` and `points`: a list of `lists` that is worked through. */
  list?: string;
  /** The points that the list's records are asked for; all that the action and the list share if left out. */
  reveal?: string[];
  /** The Workspace table in which it works, where signals are paid for once in each. */
  table?: string;
  /** What happens to requests over a rate limit: sent as soon as allowed (if left out), or given up. */
  whenLimited?: "wait" | "drop";
}

/** A key or a user, with what it may spend in a month. */
export interface Spender {
  /** The id that activities name it by. */
  id: string;
  /** The most that it may spend in a month, in the wallet's unit; no cap if left out. */
  monthlyCap?: number;
}

/** A card, a subscription, what is done with it, and for how long. */
export interface Scenario {
  /** Where the schema is, for editors: "./node_modules/creditcast/schema.json". */
  $schema?: string;
  /** The version of the format. */
  version?: 1;
  /** What people call it. */
  title?: string;
  /** A remark for people. */
  note?: string;
  /** The rate card: an id, or a card of your own. */
  card: CardId | RateCard;
  /** Answers to questions that the vendor's pages leave open, by the id of the switch; the card's default for the rest. */
  policies?: Record<string, string>;
  /** The plan, what was agreed for it, and what is to change. */
  subscription: Subscription;
  /** API keys that activities name. */
  keys?: Spender[];
  /** Users that activities name. */
  users?: Spender[];
  /** Records that activities work through. */
  lists?: RecordList[];
  /** What is done, in the order in which it is done on the same day. */
  usage: Activity[];
  /** For how long: months from the first day of the subscription, 1 to 120. */
  horizon: { months: number };
}

/** One thing that is wrong with an input. */
export interface Problem {
  /** RFC 6901 JSON Pointer to the value at fault: "/usage/0/count". */
  path: string;
  /** What kind of fault it is; never changes its meaning. All are in `problemCodes`. */
  code: ProblemCode;
  /** English, with the way out; `code` and `params` let a shell say it in another language. */
  message: string;
  /** The values in the message. */
  params?: Record<string, string | number>;
  /** Where the broken rule stands, if it is the vendor's. */
  sources?: Source[];
  /** A value that would do, where there is one: the first date on which a freeze is allowed, say. */
  try?: unknown;
}

/** Something that a reader of a result should know. */
export interface Warning {
  /** What kind of thing it is; never changes its meaning. All are in `warningCodes`. */
  code: WarningCode;
  /** English; `code` and `params` let a shell say it in another language. */
  message: string;
  /** The values in the message. */
  params?: Record<string, string | number>;
  /** Who says so, by the ids of the card's sources. */
  sources: string[];
}

/** Why a request is not served: the subscription has ended or is frozen, the plan does not include it, it is over a
 *  rate limit or a cap, or costs more than there is. */
export type Refusal = "ended" | "frozen" | "entitlement" | "rateLimit" | "keyCap" | "userCap" | "credits";

/** What a report carries beside its sums. */
export interface SimulateOptions {
  /** The balance at the end of each day; true if left out. */
  daily?: boolean;
  /** Every entry of the ledger; false if left out. */
  ledger?: boolean;
}

/** By what a report was computed. */
export interface About {
  /** Name and version of the engine. */
  engine: string;
  /** The card with its revision: "lusha-help-centre@2026-09-28". */
  card: string;
  /** The day its prices were read. */
  revision: CivilDate;
  /** From this day on its prices may be old. */
  staleAfter: CivilDate;
  /** That this is an estimate, and that no vendor stands behind it. */
  notice: string;
}

/** The sums of a horizon, in the wallet's unit: opening + granted + toppedUp = spent + expired + remaining, exactly. */
export interface Totals {
  /** What was there at the start. */
  opening: number;
  /** What the plan brought. */
  granted: number;
  /** What was bought. */
  toppedUp: number;
  /** What requests were charged. */
  spent: number;
  /** What was lost unused. */
  expired: number;
  /** What is left. */
  remaining: number;
  /** Units asked for. */
  asked: number;
  /** Units served. */
  served: number;
  /** What the requests refused for `credits` would have cost. */
  missing: number;
  /** What is paid. */
  cost: Money;
}

/** One cycle: a month, or a year that is billed annually. */
export interface Cycle {
  /** Its number, from 0. */
  index: number;
  /** Its first day. */
  start: CivilDate;
  /** The day on which the next one starts. */
  end: CivilDate;
  /** The plan in force at its end. */
  plan: string;
  /** What the subscription is in it. */
  state: "active" | "frozen" | "ended";
  /** The balance that it began with. */
  opening: number;
  /** What the plan brought. */
  granted: number;
  /** What was bought. */
  toppedUp: number;
  /** What was spent. */
  spent: number;
  /** What was lost unused. */
  expired: number;
  /** The balance that it ended with. */
  closing: number;
  /** The first request refused in it for want of credits, or null. */
  runsOut: Instant | null;
  /** What is paid in it. */
  cost: Money;
}

/** A line of what is paid. */
export interface BillLine {
  /** The day on which it is due. */
  on: CivilDate;
  /** The cycle's index. */
  cycle: number;
  /** What it is for. */
  kind: "plan" | "seats" | "proration" | "topUp" | "use";
  /** By which rule. */
  rule: RuleId | (string & {});
  /** What it says. */
  title: string;
  /** How much; below zero where something is given back. */
  amount: Money;
}

/** What an activity spent by one rule. */
export interface RuleSpending {
  /** The rule's id. */
  rule: RuleId | (string & {});
  /** How many it charged. */
  units: number;
  /** What for, in the wallet's unit. */
  amount: number;
}

/** What an activity spent in a category. */
export interface Spending {
  /** The activity's index in `usage`. */
  activity: number;
  /** Its action; the one that serves it, where it names a need. */
  action: string;
  /** The category of the rules. */
  category: string;
  /** Where it is done. */
  surface: string;
  /** The workflow that it is a step of. */
  workflow?: string;
  /** Its key. */
  key?: string;
  /** Its user. */
  user?: string;
  /** Requests of the activity that were served. */
  requests: number;
  /** Units of the activity that were served. */
  units: number;
  /** What was spent, in the wallet's unit. */
  amount: number;
  /** The same, rule by rule. */
  rules: RuleSpending[];
}

/** What the vendor's API answers to a request that it refuses. */
export interface ApiAnswer {
  /** The HTTP status. */
  status: number;
  /** The body in the vendor's own error format. */
  body: unknown;
  /** Can sending it again help? */
  retry: boolean;
}

/** Requests that were not served. */
export interface RefusalRow {
  /** Why. */
  reason: Refusal;
  /** The activity's index in `usage`. */
  activity: number;
  /** Its action. */
  action: string;
  /** Its key. */
  key?: string;
  /** Its user. */
  user?: string;
  /** The first of them. */
  first: Instant;
  /** How many requests. */
  requests: number;
  /** How many units. */
  units: number;
  /** What the vendor's API answers to such a request; absent for actions that are no API requests. */
  answer?: ApiAnswer;
}

/** The sums of a pool beside the credits: opening + granted = spent + expired + remaining. */
export interface PoolRow {
  /** Its id. */
  id: string;
  /** What people call it. */
  title: string;
  /** What was there at the start. */
  opening: number;
  /** What cycles brought. */
  granted: number;
  /** What was spent. */
  spent: number;
  /** What was lost unused. */
  expired: number;
  /** What is left. */
  remaining: number;
}

/** The end of a day. */
export interface Day {
  /** The day. */
  date: CivilDate;
  /** The balance at its end. */
  balance: number;
  /** What was spent on it. */
  spent: number;
}

/** One entry of the ledger. Identical requests made at one instant are one entry. */
export interface Entry {
  /** When. */
  at: Instant;
  /** What it is. */
  kind: "opening" | "grant" | "topUp" | "charge" | "expiry";
  /** What it adds; below zero where it takes. */
  amount: number;
  /** The balance after it: the sum of all amounts so far. */
  balance: number;
  /** The cycle's index. */
  cycle: number;
  /** By which rule. */
  rule: RuleId | (string & {});
  /** The activity's index in `usage`, where one is charged. */
  activity?: number;
  /** Its action. */
  action?: string;
  /** The workflow that it is a step of. */
  workflow?: string;
  /** Its key. */
  key?: string;
  /** Its user. */
  user?: string;
  /** How many requests were charged. */
  requests?: number;
  /** How many the rule charged. */
  units?: number;
}

/** What an activity was refused on a day. */
export interface RefusedDay {
  /** The first of them. */
  at: Instant;
  /** Why. */
  reason: Refusal;
  /** The activity's index in `usage`. */
  activity: number;
  /** How many requests. */
  requests: number;
  /** How many units. */
  units: number;
}

/** A policy that made a difference or filled a silence. */
export interface Assumption {
  /** The switch's id. */
  policy: string;
  /** The answer's id. */
  chosen: string;
  /** What it means. */
  title: string;
  /** Who says so, by the ids of `sources`. */
  sources: string[];
}

/** A rule as a report names it. */
export interface RuleRow {
  /** What it is about. */
  title: string;
  /** The group in which it is added up. */
  category: string;
  /** Who says so, by the ids of `sources`. */
  sources: string[];
}

/** What a scenario comes to. */
export interface Report {
  /** The result in one sentence: "Almost enough. Credits run out on 25 June…" */
  answer: string;
  /** By what it was computed, and when that was read. */
  about: About;
  /** The sums of the horizon. */
  totals: Totals;
  /** The same, cycle by cycle. */
  cycles: Cycle[];
  /** What is paid, line by line; adds up to `totals.cost`, to the cent. */
  bill: BillLine[];
  /** What was spent, by activity and category. */
  spending: Spending[];
  /** What was not served, by reason and activity. */
  refusals: RefusalRow[];
  /** The first request refused for want of credits, or null. */
  runsOut: Instant | null;
  /** When the last waiting request was served, or null where nothing had to wait. */
  backlogClears: Instant | null;
  /** Pools beside the credits: the same sums, kept apart. Absent if none. */
  pools?: PoolRow[];
  /** The balance at the end of each day of the horizon, unless `daily` is false. */
  daily?: Day[];
  /** Every entry, in order, if `ledger` is true. */
  ledger?: Entry[];
  /** What was not served, day by day, if `ledger` is true; `refusals` has the same by activity, and what the API answers. */
  refusalsDaily?: RefusedDay[];
  /** Each policy that made a difference or filled a silence. */
  assumptions: Assumption[];
  /** What a reader should know. */
  warnings: Warning[];
  /** Every rule named above, once. */
  rules: Record<string, RuleRow>;
  /** Every source named above, once. */
  sources: Record<string, Source>;
}

// ---------------------------------------------------------------- deciding

/** A plan that a use could run on. */
export interface Candidate {
  /** What people call it. */
  label?: string;
  /** The rate card: an id, or a card of your own. */
  card: CardId | RateCard;
  /** One of its plans. */
  plan: string;
  /** How it is paid. */
  billing: "monthly" | "annual";
  /** Users in all; the scenario's if left out. */
  seats?: number;
  /** What was agreed for it; the scenario's, if it is the scenario's own plan. */
  terms?: Terms;
  /** Answers to open questions, beside the scenario's. */
  policies?: Record<string, string>;
  /** What is compared instead of the request's scenario: a what-if. */
  scenario?: Scenario;
}

/** How currencies are converted, as the caller says. */
export interface ExchangeRates {
  /** The currency that all are converted to. */
  to: string;
  /** How much of each currency is worth one of it. */
  of: Record<string, string>;
  /** The day on which that was so. */
  asOf: CivilDate;
}

/** One use, and what it is to be compared on. */
export interface CompareRequest {
  /** The use, with the subscription that there is or might be. */
  scenario: Scenario;
  /** Every plan and billing of the scenario's card if left out. */
  candidates?: Candidate[];
  /** How currencies are converted; without it, candidates in two currencies are a Problem. */
  rates?: ExchangeRates;
}

/** What one candidate makes of a use. */
export interface Ranked {
  /** The candidate. */
  candidate: Candidate;
  /** all; disputed: all, but only by a page that another contradicts; part; none. */
  serves: "all" | "disputed" | "part" | "none";
  /** Worth in credits of what was served, of what was asked. */
  servedShare: number;
  /** What is paid. */
  cost: Money;
  /** The same in the currency of the request's `rates`. */
  converted?: Money;
  /** What was spent, in the wallet's unit. */
  spent: number;
  /** What was lost unused. */
  expired: number;
  /** What the requests refused for want of credits would have cost. */
  missing: number;
  /** The first request refused for want of credits, or null. */
  runsOut: Instant | null;
  /** When the last waiting request was served, or null where nothing had to wait. */
  backlogClears: Instant | null;
  /** What a reader should know, and what of the scenario does not apply to it. */
  warnings: Warning[];
}

/** A candidate that cannot be run, and why. */
export interface NotRun {
  /** The candidate. */
  candidate: Candidate;
  /** Why: it is sold by quote, has too few seats, does not serve a need. Places are in the scenario that it would be. */
  problems: Problem[];
}

/** Where the best candidate changes as all usage is scaled. */
export interface BreakEven {
  /** An exact fraction of today's usage: up to it the best is `below`, for any more it is `above`. */
  scale: { numerator: number; denominator: number };
  /** The best for less. */
  below: Candidate;
  /** The best for more. */
  above: Candidate;
}

/** What several plans make of one use. */
export interface Comparison {
  /** The result in one sentence. */
  answer: string;
  /** By `serves`; then, where it is part, the larger share served; then cost; then less expired; then the card's order. */
  ranked: Ranked[];
  /** Candidates that cannot be run. */
  notRun: NotRun[];
  /** Where the best candidate changes, from a tenth of today's usage to ten times it. */
  breakEvens: BreakEven[];
}

/** What a switch does by itself. */
export interface SwitchEffect {
  /** The switch's id. */
  policy: string;
  /** The question. */
  title: string;
  /** The answer under which least is spent. */
  low: string;
  /** The answer under which most is spent. */
  high: string;
  /** What lies between them, in credits, or in money where only that changes. */
  effect: number;
  /** Who says so, by the ids of `sources`. */
  sources: string[];
}

/** The least and the most that a scenario can come to over every answer that the vendor's pages allow. */
export interface CostRange {
  /** The result in one sentence. */
  answer: string;
  /** What is spent, in the wallet's unit. */
  spent: { low: number; high: number };
  /** What is paid. */
  cost: { low: Money; high: Money };
  /** Units served. */
  served: { low: number; high: number };
  /** What the requests refused for want of credits would have cost. */
  missing: { low: number; high: number };
  /** The first request refused for want of credits: the earliest, null if there never is one, and the latest, null if by some answers there is none. */
  runsOut: { first: Instant | null; last: Instant | null };
  /** False where there were too many combinations to try them all. */
  exact: boolean;
  /** Each switch that matters, largest effect first. */
  switches: SwitchEffect[];
  /** Every source named above, once. */
  sources: Record<string, Source>;
}

/** What one rule charges in two runs. */
export interface RuleDiff {
  /** The rule's id. */
  rule: RuleId | (string & {});
  /** What it is about. */
  title: string;
  /** What it charges in the first, in the wallet's unit. */
  before: number;
  /** What it charges in the second. */
  after: number;
  /** Who says so, by the ids of `sources`. */
  sources: string[];
}

/** Two runs of one use, under two cards or two sets of answers, rule by rule. */
export interface Diff {
  /** The result in one sentence. */
  answer: string;
  /** What is spent, in the wallet's unit. */
  spent: { before: number; after: number };
  /** What is paid. */
  cost: { before: Money; after: Money };
  /** Units that are asked for and not served. */
  unserved: { before: number; after: number };
  /** The first request refused for want of credits, or null. */
  runsOut: { before: Instant | null; after: Instant | null };
  /** Every rule by which either was charged, also where both charge the same. */
  rules: RuleDiff[];
  /** Every source named above, once. Where the two cards have another sentence under the same id, that of the first
   *  has its card in front of the id: "lusha-2026-06@2026-06-01/prices.phone". */
  sources: Record<string, Source>;
}

/** A number of an activity that is not certain: drawn from a triangular spread, once for each future. */
export interface Spread {
  /** The activity's index in `usage`. */
  activity: number;
  /** Its count (also if left out), `repeat`, `matched`, or the share of a point, by the point's id. */
  of?: "count" | "repeat" | "matched" | (string & {});
  /** The least that it can be. */
  low: number;
  /** What it most likely is. */
  likely: number;
  /** The most that it can be. */
  high: number;
}

/** A scenario of which some numbers are not certain. */
export interface ForecastRequest {
  /** The scenario, with the numbers that are not spread. */
  scenario: Scenario;
  /** The numbers that are not certain. */
  spread: Spread[];
  /** How many futures are drawn, up to 100,000. */
  paths: number;
  /** The same seed draws the same futures, on every plan. */
  seed: number;
}

/** What one future in ten, in two, and nine in ten do not exceed. */
export interface Quantiles<Of = number> {
  /** What a tenth of the futures do not exceed. */
  p10: Of;
  /** What half of them do not exceed. */
  p50: Of;
  /** What nine tenths of them do not exceed. */
  p90: Of;
}

/** What a cycle spends over the futures, and what is there before and after it, in the wallet's unit. */
export interface CycleForecast extends Quantiles {
  /** The cycle's first day. */
  start: CivilDate;
  /** The balance that it begins with, after its grant and what expires. */
  renewed: Quantiles;
  /** The balance that it ends with, or the horizon where that is first. */
  closing: Quantiles;
}

/** The chance of running out by a day, with a 95% interval (Wilson's). */
export interface RunsOutBy {
  /** The end of a cycle, or of the horizon where that is first. */
  date: CivilDate;
  /** The share of the futures in which credits ran out by then. */
  chance: number;
  /** The least that the chance may be. */
  low: number;
  /** The most that it may be. */
  high: number;
}

/** What comes of the futures. */
export interface Forecast {
  /** The result in one sentence. */
  answer: string;
  /** What each cycle spends, in the wallet's unit. */
  cycles: CycleForecast[];
  /** What is spent in all, in the wallet's unit. */
  spent: Quantiles;
  /** What is paid in all. */
  cost: Quantiles<Money>;
  /** The chance of running out by the end of each cycle, in it or before. */
  runsOutBy: RunsOutBy[];
}

/** A way to pay less for the same use, or to get more for the same money. */
export interface Advice {
  /** What is changed. */
  kind: "billing" | "plan" | "planChange" | "batch" | "keys" | "topUps" | "freeze" | "together";
  /** What to do. */
  title: string;
  /** The scenario in which it is done. */
  scenario: Scenario;
  /** What is paid less; "0.00" where more is served for the same. */
  saves: Money;
  /** Share of what is asked for that is served now and would no longer be; 0 but for freezes, which say so. */
  losesShare: number;
  /** What is paid then. */
  cost: Money;
  /** What is spent then, in the wallet's unit. */
  spent: number;
  /** Worth in credits of what is served then, of what is asked for. */
  servedShare: number;
  /** Why it is better. */
  because: string;
  /** What a reader should know that holds only then. */
  warnings: Warning[];
}

// ---------------------------------------------------------------- rate limits

/** The limits of a card: of a plan, or of a set kept from earlier ("legacy"), and of an action beside it. */
export interface LimitsOfCard {
  /** The rate card: an id, or a card of your own. */
  card: CardId | RateCard;
  /** One of its plans, or of its sets of limits. */
  plan: string;
  /** An action, whose own limits count too. */
  action?: string;
  /** Answers to questions that the vendor's pages leave open, by the id of the switch. */
  policies?: Record<string, string>;
}

/** A client that waits after a 429 or a 500: `baseMs`, then `factor` times as long. */
export interface Backoff {
  /** How long it waits after the first refusal, in milliseconds. */
  baseMs: number;
  /** How much longer it waits after each further one. */
  factor: number;
  /** The longest that it waits, in milliseconds. */
  capMs?: number;
  /** How often it sends a request before it gives it up, the first time counted. */
  tries?: number;
  /** How long it waits for an answer, in milliseconds. */
  timeoutMs?: number;
  /** How much of each wait is chance: nothing (if left out), all, or half. */
  jitter?: "none" | "full" | "equal";
  /** The seed of the chance. */
  seed?: number;
}

/** A job, the limits that it runs under, and who sends its requests. */
export interface FinishRequest {
  /** Limits of a card, or your own. */
  limits: LimitsOfCard | Limit[];
  /** Whether your own limits count for each key (if left out) or for all together. A card says it by its switch limitScope. */
  scope?: "key" | "account";
  /** Records, `batch` of them in one request (the action's default, or 1), or requests. */
  work: { records: number; batch?: number; creditsPerRecord?: number } | { requests: number };
  /** What there is to spend; with `creditsPerRecord` it may end before the job does. */
  credits?: number;
  /** Keys among which the requests are dealt; 1 if left out. */
  keys?: number;
  /** When the first request can be sent; if left out, the start of 1970, when all windows begin. */
  start?: Instant;
  /** Requests that each key has had accepted in the windows of the clock that are open at the start. */
  used?: Partial<Record<LimitWindow, number>>;
  /** Requests of a key that are under way at once: as many as are allowed for an ideal client, 1 for another, if left out. */
  parallel?: number;
  /** How long a request takes, in milliseconds; 0 if left out. A 429 is answered at once. */
  latencyMs?: number;
  /** Share of the requests that are answered with a 500 the first time, and sent again. */
  serverErrors?: number;
  /** "ideal" (if left out) sends each request at the first instant that is allowed. */
  client?: "ideal" | Backoff;
}

/** When a job is done. */
export interface Finish {
  /** Requests accepted in all, those sent again after a 500 included. */
  requests: number;
  /** Seconds from the start to the last acceptance. */
  seconds: number;
  /** Its instant, if `start` was given. */
  at?: Instant;
  /** Answers with status 429. */
  tooMany: number;
  /** What held requests back longest: a window, requests under way, or nothing. */
  bound: LimitWindow | "parallel" | null;
  /** Records done when the credits were gone, if they went before the job was done. */
  creditsEndAfter: number | null;
  /** Requests accepted by moments in equal distances from the start to the end, for a picture. */
  curve: { seconds: number; accepted: number }[];
  /** What a reader should know. */
  warnings: Warning[];
}

// ---------------------------------------------------------------- the engine

/**
 * Thrown by every function on bad input.
 *
 * ```ts
 * try {
 *   creditcast.parse('{ "card": "nobody" }');
 * } catch (error) {
 *   if (!(error instanceof CreditcastError)) throw error;
 *   for (const { path, message } of error.problems) console.log(path, message);
 * }
 * ```
 */
export class CreditcastError extends Error {
  constructor(code: string, problems: readonly Problem[], options?: { cause?: unknown });
  /** `invalid` for bad input; `invalidJson` from `parse`; `notLoaded` from `load`; `closed` from a worker; `internal`, a
   *  fault of the engine, after which the next call finds a fresh one. It never changes its meaning. */
  readonly code: string;
  /** Every problem at once, with the path of the value at fault. */
  readonly problems: readonly Problem[];
}

/** The engine's functions. Each throws a `CreditcastError` with every problem of its input, but for `validate`. */
export interface Creditcast {
  /** The version of the package. */
  version: string;
  /**
   * The newest revision of every built-in card, without rules and sources; `card()` has these.
   *
   * ```ts
   * for (const { id, plans } of creditcast.cards()) console.log(id, plans.length);
   * ```
   */
  cards(): CardSummary[];
  /**
   * A built-in card in full, to be read, or changed and passed back in.
   *
   * ```ts
   * const card = creditcast.card("lusha-help-centre@2026-09-28");
   * card.rules.find(({ id }) => id === "platform.phone")!.price = 10;
   * ```
   */
  card(id: CardId): Required<RateCard>;
  /**
   * What one or more requests cost, line by line.
   *
   * ```ts
   * const { total } = creditcast.quote({
   *   card: "lusha-help-centre", action: "platform.reveal", count: 10, points: { phone: 4 },
   * }); // 20
   * ```
   */
  quote(request: QuoteRequest): Quote;
  /**
   * When a job is done under rate limits.
   *
   * ```ts
   * const { seconds } = creditcast.finish({
   *   limits: { card: "lusha-help-centre", plan: "premium" },
   *   work: { records: 100000 },
   * }); // 450180
   * ```
   */
  finish(request: FinishRequest): Finish;
  /**
   * What several plans make of one use, ranked: first what serves all of it, then what costs less.
   *
   * ```ts
   * const { answer, ranked } = creditcast.compare({ scenario });
   * ```
   */
  compare(request: CompareRequest): Comparison;
  /**
   * The least and the most that a scenario can come to, where the vendor's pages disagree or are silent.
   *
   * ```ts
   * const { spent, switches } = creditcast.range(scenario);
   * ```
   */
  range(scenario: Scenario): CostRange;
  /**
   * What changes from one scenario to another: the same use under another card, or other answers.
   *
   * ```ts
   * const { rules } = creditcast.diff(scenario, { ...scenario, card: "lusha-2026-06" });
   * ```
   */
  diff(before: Scenario, after: Scenario): Diff;
  /**
   * How likely credits run out, and what is spent, where some numbers are not certain.
   *
   * ```ts
   * const { answer, runsOutBy } = creditcast.forecast({
   *   scenario, spread: [{ activity: 0, low: 200, likely: 400, high: 700 }], paths: 1000, seed: 1,
   * });
   * ```
   */
  forecast(request: ForecastRequest): Forecast;
  /**
   * What would cost less for the same use, the best first; empty where nothing is better than what the scenario does.
   *
   * ```ts
   * for (const { title, saves, because } of creditcast.advise(scenario)) console.log(title, saves.amount, because);
   * ```
   */
  advise(scenario: Scenario): Advice[];
  /**
   * Every problem at once, with the path of the value at fault; empty if the scenario can be run. Never throws.
   *
   * ```ts
   * const [{ path, code }] = creditcast.validate({ ...scenario, card: "nobody" });
   * console.log(path, code); // "/card" "unknownCard"
   * ```
   */
  validate(scenario: unknown): Problem[];
  /**
   * A scenario from JSON text or an object of any type, checked.
   *
   * ```ts
   * const parsed = creditcast.parse(JSON.stringify(scenario));
   * ```
   */
  parse(scenario: unknown): Scenario;
  /**
   * What a scenario comes to: day by day, rule by rule, to the cent.
   *
   * ```ts
   * const { answer, totals, bill } = creditcast.simulate(scenario, { daily: false });
   * ```
   */
  simulate(scenario: Scenario, options?: SimulateOptions): Report;
}

/** Where the engine is to be found. */
export interface LoadOptions {
  /** Where the module is, or the module itself; beside the JavaScript if left out. */
  wasm?: URL | string | Response | ArrayBuffer | Uint8Array | WebAssembly.Module;
}

/**
 * Loads the engine. Calling it again gives the same engine; after a failure it tries again.
 *
 * Nothing has to be said about where the module is: it lies beside the JavaScript, and where a bundler
 * or server has lost it, a copy inside the JavaScript is used. `wasm` is for those who keep it elsewhere.
 *
 * ```ts
 * const creditcast = await load();
 * const report = creditcast.simulate(creditcast.parse(JSON.stringify(scenario)));
 * ```
 */
export function load(options?: LoadOptions): Promise<Creditcast>;

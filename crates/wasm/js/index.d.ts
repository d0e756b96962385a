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

/** "YYYY-MM-DD" */
export type CivilDate = string;
/** RFC 3339 in UTC: "2026-03-01T09:00:00Z" */
export type Instant = string;
/** An exact decimal, and the currency's three letters. */
export interface Money { amount: string; currency: string }
/** Ids complete in an editor and stay open for cards of one's own. */
export type BuiltInCard = "lusha-help-centre" | "lusha-2026-06" | "lusha-v3" | "leadfeeder" | "generect" | "generect-2026-06";
export type CardId = BuiltInCard | (string & {});

// ---------------------------------------------------------------- rate cards

/** Where a fact comes from, and how far it can be trusted: shown beside every number it leads to. */
export interface Source {
  id: string; title: string; url?: string; read: CivilDate;
  /** The sentence, in at most 25 words. */
  says: string;
  trust: "vendor" | "thirdPartyReading" | "thirdPartyClaim" | "inference";
}

/** A question on which a vendor's own pages disagree or are silent, and the answers on offer. */
export interface PolicySwitch {
  id: string; title: string; default: string;
  options: { id: string; title: string; sources: string[] }[];
}

export type LimitWindow = "second" | "minute" | "hour" | "day" | "month";
export type LimitAlgorithm = "fixed" | "fixedFirstHit" | "slidingLog" | "slidingCounter" | "tokenBucket";
export interface Limit { count: number; per: LimitWindow; burst?: number; algorithm?: LimitAlgorithm }

export interface PlanSummary {
  id: string; title: string; byQuote: boolean; rollover: boolean;
  creditsPerMonth: number | null;
  /** The month's price when billed monthly, and one month's share when billed for the year. */
  price: { monthly: Money | null; annual: Money | null };
  seats: { included: number; max: number | null; extra: { monthly: Money | null; annual: Money | null } };
  limits: Limit[];
}
export interface ActionSummary {
  id: string; title: string; surface: string; unit: string; points: string[];
  batch: { default: number | "all"; max: number | null };
  /** Is it a request to the vendor's API, so that keys and limits apply? */
  request: boolean;
  /** The needs that this action serves: need.email, need.phone, need.company, need.search, need.signal. */
  needs: string[];
}
export interface CardSummary {
  id: string;
  /** A released card never changes: "lusha-help-centre@2026-09-28" names one for good, the bare id the newest. */
  revision: CivilDate;
  /** Date read plus 90 days: from then on every shell says that prices may be old. */
  staleAfter: CivilDate;
  vendor: string; title: string; wallet: "credits" | "money"; currency: string;
  plans: PlanSummary[]; actions: ActionSummary[]; policies: PolicySwitch[];
}

/** A full card: the built-in ones can be read with `card()`, changed, and passed back in. The shape
 *  is the project's own to design; it has a JSON Schema and a page in docs/. */
export interface RateCard extends CardSummary { sources: Source[] }

// ---------------------------------------------------------------- one request

/** What one or more requests cost, with every line traced to its rule. */
export interface QuoteRequest {
  card: CardId | RateCard;
  policies?: Record<string, string>;
  plan?: string;
  action: string;
  /** Units in all: contacts, companies, rows, prompts, cells… as the action's `unit` says. */
  count: number;
  /** Units per request; the action's own default if left out. More than its most is a Problem. */
  batch?: number;
  /** How many of the units come back with anything; all if left out. */
  matched?: number;
  /** Records for which each data point is revealed and not yet paid for. */
  points?: Record<string, number>;
}
export interface QuoteLine { rule: string; title: string; category: string; units: number; amount: number; sources: string[] }
export interface Quote { requests: number; total: number; lines: QuoteLine[]; sources: Record<string, Source>; warnings: Warning[] }

// ---------------------------------------------------------------- a scenario over time

/** What was agreed for this plan instead of the card's own terms. `per` says what both figures are for:
 *  100000 credits and 18000.00 a year are given as such, never as a twelfth. */
export interface Terms { per: "month" | "year"; credits?: number; price?: string | number; seatsIncluded?: number; seatPrice?: string | number }

export interface Subscription {
  plan: string;
  billing?: "monthly" | "annual";
  start: CivilDate;
  /** Users in all; the plan's own if left out. */
  seats?: number;
  terms?: Terms;
  /** Limits kept from earlier ("legacy") or agreed, instead of the plan's. */
  limits?: string | Limit[];
  openingBalance?: number;
  /** Buys up to `to` when the balance falls below `below`; `price` is for one credit. A money wallet without `openingBalance` and
   *  `autoTopUp` is filled as needed, so that nothing is refused for want of money. */
  autoTopUp?: { below: number; to: number; price?: string | number };
  /** Pools beside the credits, such as conversation credits. */
  pools?: Record<string, { opening?: number; perCycle?: number }>;
  changes?: Change[];
}

export type Change =
  | { on: CivilDate; kind: "upgrade" | "downgrade"; plan: string; billing?: "monthly" | "annual"; terms?: Terms }
  | { on: CivilDate; kind: "seats"; seats: number }
  | { on: CivilDate; kind: "freeze"; months: number }
  | { on: CivilDate; kind: "topUp"; amount: number; price?: string | number }
  | { on: CivilDate; kind: "cancel" }
  | { on: CivilDate; kind: "keyCap"; key: string; monthlyCap: number | null }
  | { on: CivilDate; kind: "userCap"; user: string; monthlyCap: number | null };

/** Records that activities work through in order, and from the start again, so that what is paid for
 *  once is computed and not guessed. `paid` is the share paid for before the start (website visitors). */
export interface RecordList { id: string; size: number; found: Record<string, number>; paid?: Record<string, number> }

export interface Activity {
  name?: string;
  note?: string;
  /** Left out of the run. */
  off?: boolean;
  /** Activities with the same workflow are steps of it, and are added up under its name. */
  workflow?: string;
  key?: string;
  user?: string;
  /** An action of the card, or a need such as "need.email" that each card maps to an action of its own. */
  action: string;
  every: "once" | "day" | "weekday" | "week" | "month";
  /** First and last day it happens; the horizon's if left out. */
  from?: CivilDate;
  until?: CivilDate;
  /** Units each time, times `members`, and how they grow from one month of the activity to the next. */
  count: number;
  members?: number;
  growthPerMonth?: number;
  batch?: number;
  /** Share of the units whose record has been paid for already. */
  repeat?: number;
  /** Share of the others that come back with anything; 1 if left out. */
  matched?: number;
  /** Share of those for which each data point is found. */
  points?: Record<string, number>;
  /** Instead of `repeat`, `matched` and `points`: a list that is worked through, the points asked for, the Workspace table. */
  list?: string;
  reveal?: string[];
  table?: string;
  /** What happens to requests over a rate limit: sent as soon as allowed, or given up. */
  whenLimited?: "wait" | "drop";
}

export interface Scenario {
  $schema?: string;
  version?: 1;
  title?: string;
  note?: string;
  card: CardId | RateCard;
  policies?: Record<string, string>;
  subscription: Subscription;
  keys?: { id: string; monthlyCap?: number }[];
  users?: { id: string; monthlyCap?: number }[];
  lists?: RecordList[];
  usage: Activity[];
  horizon: { months: number };
}

export interface Problem {
  /** RFC 6901 JSON Pointer to the value at fault: "/usage/0/count". */
  path: string;
  code: string;
  /** English, with the way out; `code` and `params` let a shell say it in another language. */
  message: string;
  params?: Record<string, string | number>;
  sources?: Source[];
  /** A value that would do, where there is one: the first date on which a freeze is allowed, say. */
  try?: unknown;
}
export interface Warning { code: string; message: string; params?: Record<string, string | number>; sources: string[] }

export type Refusal = "ended" | "frozen" | "entitlement" | "rateLimit" | "keyCap" | "userCap" | "credits";

export interface SimulateOptions { /** default true */ daily?: boolean; /** default false */ ledger?: boolean }

export interface Report {
  /** The result in one sentence: "Almost enough. Credits run out on 25 June…" */
  answer: string;
  about: { engine: string; card: string; revision: CivilDate; staleAfter: CivilDate; notice: string };
  /** opening + granted + toppedUp = spent + expired + remaining, exactly. */
  totals: {
    opening: number; granted: number; toppedUp: number;
    spent: number; expired: number; remaining: number;
    /** Units asked for and units served. */
    asked: number; served: number;
    /** What the requests refused for `credits` would have cost. */
    missing: number;
    cost: Money;
  };
  cycles: {
    index: number; start: CivilDate; end: CivilDate; plan: string;
    state: "active" | "frozen" | "ended";
    opening: number; granted: number; toppedUp: number; spent: number; expired: number; closing: number;
    runsOut: Instant | null;
    cost: Money;
  }[];
  /** Adds up to totals.cost, to the cent. */
  bill: { on: CivilDate; cycle: number; kind: "plan" | "seats" | "proration" | "topUp" | "use"; rule: string; title: string; amount: Money }[];
  spending: {
    activity: number; action: string; category: string; surface: string; workflow?: string; key?: string; user?: string;
    requests: number; units: number; amount: number;
  }[];
  refusals: {
    reason: Refusal; activity: number; action: string; key?: string; user?: string; first: Instant; requests: number; units: number;
    /** What the vendor's API answers to such a request: status, and the body in the vendor's own
     *  error format. Absent for actions that are no API requests. */
    answer?: { status: number; body: unknown; retry: boolean };
  }[];
  /** The first request refused for want of credits, or null. */
  runsOut: Instant | null;
  /** When the last waiting request was served, or null where nothing had to wait. */
  backlogClears: Instant | null;
  /** Pools beside the credits: the same sums, kept apart. Absent if none. */
  pools?: { id: string; title: string; opening: number; granted: number; spent: number; expired: number; remaining: number }[];
  /** Balance at the end of each day of the horizon. */
  daily?: { date: CivilDate; balance: number; spent: number }[];
  /** Append-only; the amounts up to any entry add up to its balance. Identical requests made at
   *  one instant are one entry. */
  ledger?: {
    at: Instant; kind: "opening" | "grant" | "topUp" | "charge" | "expiry";
    amount: number; balance: number; cycle: number;
    rule: string; activity?: number; action?: string; workflow?: string; key?: string; user?: string; requests?: number; units?: number;
  }[];
  /** With the ledger: what was not served, day by day; `refusals` has the same by activity, and what the API answers. */
  refusalsDaily?: { at: Instant; reason: Refusal; activity: number; requests: number; units: number }[];
  /** Each policy that made a difference or filled a silence. */
  assumptions: { policy: string; chosen: string; title: string; sources: string[] }[];
  warnings: Warning[];
  /** Every rule and source named above, once. */
  rules: Record<string, { title: string; category: string; sources: string[] }>;
  sources: Record<string, Source>;
}

// ---------------------------------------------------------------- deciding

/** A plan that a use could run on. */
export interface Candidate {
  label?: string;
  card: CardId | RateCard;
  plan: string;
  billing: "monthly" | "annual";
  /** Users in all; the scenario's if left out. */
  seats?: number;
  /** What was agreed for it; the scenario's, if it is the scenario's own plan. */
  terms?: Terms;
  /** Answers to open questions, beside the scenario's. */
  policies?: Record<string, string>;
  /** A what-if: what is run on it instead of the request's scenario. */
  scenario?: Scenario;
}

/** One use, and what it is to be compared on. */
export interface CompareRequest {
  scenario: Scenario;
  /** Every plan and billing of the scenario's card if left out. */
  candidates?: Candidate[];
  /** Units of each currency for one of `to`, as the caller gives them; without it, candidates in two
   *  currencies are a Problem. */
  rates?: { to: string; of: Record<string, string>; asOf: CivilDate };
}

/** What several plans make of one use. */
export interface Comparison {
  /** The result in one sentence. */
  answer: string;
  /** By `serves`; then, where it is part, the larger share served; then cost; then less expired; then the card's order. */
  ranked: {
    candidate: Candidate;
    /** all; disputed: all, but only by a page that another contradicts; part; none. */
    serves: "all" | "disputed" | "part" | "none";
    /** Worth in credits of what was served, of what was asked. */
    servedShare: number;
    cost: Money;
    converted?: Money;
    spent: number;
    expired: number;
    missing: number;
    runsOut: Instant | null;
    backlogClears: Instant | null;
    warnings: Warning[];
  }[];
  /** Candidates that cannot be run, and why: by quote, too many seats, a need that the vendor does not serve.
   *  The places of their problems are in the scenario that each would be. */
  notRun: { candidate: Candidate; problems: Problem[] }[];
  /** Where the best candidate changes as all usage is scaled, from a tenth of today's to ten times it, as exact
   *  fractions of today's usage: up to `scale` the best is `below`, for any more it is `above`. */
  breakEvens: { scale: { numerator: number; denominator: number }; below: Candidate; above: Candidate }[];
}

/** The least and the most that a scenario can come to over every answer that the vendor's pages allow. */
export interface CostRange {
  /** The result in one sentence. */
  answer: string;
  spent: { low: number; high: number };
  cost: { low: Money; high: Money };
  /** False where there were too many combinations to try them all. */
  exact: boolean;
  /** What each switch that matters does by itself, largest effect first: in credits, or in money where only that changes. */
  switches: { policy: string; title: string; low: string; high: string; effect: number; sources: string[] }[];
  sources: Record<string, Source>;
}

/** Two runs of one use, under two cards or two sets of answers, rule by rule. */
export interface Diff {
  /** The result in one sentence. */
  answer: string;
  spent: { before: number; after: number };
  cost: { before: Money; after: Money };
  rules: { rule: string; title: string; before: number; after: number; sources: string[] }[];
  sources: Record<string, Source>;
}

/** A scenario of which some numbers are not certain. */
export interface ForecastRequest {
  scenario: Scenario;
  /** Per activity, by its index in `usage`: its count (or `repeat`, `matched`, or the share of a point) lies
   *  between `low` and `high`, most likely near `likely`: it is drawn from a triangular spread, once for each future. */
  spread: { activity: number; of?: "count" | "repeat" | "matched" | (string & {}); low: number; likely: number; high: number }[];
  /** How many futures are drawn, up to 100,000. */
  paths: number;
  /** The same seed draws the same futures, on every plan. */
  seed: number;
}

/** What comes of the futures. A quantile is what one of them came to: `p90` is the least that nine tenths do not exceed. */
export interface Forecast {
  /** The result in one sentence. */
  answer: string;
  /** What each cycle spends. */
  cycles: { start: CivilDate; p10: number; p50: number; p90: number }[];
  spent: { p10: number; p50: number; p90: number };
  cost: { p10: Money; p50: Money; p90: Money };
  /** Chance of running out by the end of each cycle, in it or before, with a 95% interval (Wilson's). */
  runsOutBy: { date: CivilDate; chance: number; low: number; high: number }[];
}

/** A way to pay less for the same use, or to get more for the same money. */
export interface Advice {
  kind: "billing" | "plan" | "planChange" | "batch" | "keys" | "topUps" | "freeze" | "together";
  /** What to do. */
  title: string;
  /** The scenario in which it is done. */
  scenario: Scenario;
  saves: Money;
  /** Share of what is asked for that is served now and would no longer be; 0 but for freezes, which say so. */
  losesShare: number;
  cost: Money;
  spent: number;
  /** Worth in credits of what is served then, of what is asked for. */
  servedShare: number;
  because: string;
  /** What a reader should know that holds only then. */
  warnings: Warning[];
}

// ---------------------------------------------------------------- rate limits

/** A job, the limits that it runs under, and who sends its requests. */
export interface FinishRequest {
  /** Limits of a card: of a plan, or of a set kept from earlier ("legacy"), and of an action beside it. Or your own. */
  limits: { card: CardId | RateCard; plan: string; action?: string; policies?: Record<string, string> } | Limit[];
  /** Whether your own limits count for each key (default) or for all keys together. A card says it by its switch limitScope. */
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
  /** How long a request takes; 0 if left out. A 429 is answered at once. */
  latencyMs?: number;
  /** Share of the requests that are answered with a 500 the first time, and sent again. */
  serverErrors?: number;
  /** "ideal" (default) sends each request at the first instant that is allowed. Another waits after a 429 or a 500: `baseMs`,
   *  then `factor` times as long, at most `capMs`. After `tries` sendings, the first one counted, it gives the request up.
   *  `jitter` makes all ("full") or half ("equal") of each wait a chance from `seed`. */
  client?: "ideal" | {
    baseMs: number; factor: number; capMs?: number; tries?: number; timeoutMs?: number;
    jitter?: "none" | "full" | "equal"; seed?: number;
  };
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
  warnings: Warning[];
}

// ---------------------------------------------------------------- the engine

/**
 * Thrown by everything below on bad input. `code` never changes its meaning; `problems` holds them all.
 *
 * Three codes are not about the input of a function: `invalidJson` from `parse`, `notLoaded` from `load`,
 * and `internal`, a fault of the engine, after which the next call finds a fresh one.
 */
export class CreditcastError extends Error {
  constructor(code: string, problems: readonly Problem[], options?: { cause?: unknown });
  readonly code: string;
  readonly problems: readonly Problem[];
}

export interface Creditcast {
  version: string;
  cards(): CardSummary[];
  card(id: CardId): RateCard;
  quote(request: QuoteRequest): Quote;
  /**
   * When a job is done under rate limits.
   *
   * ```ts
   * const { seconds } = creditcast.finish({
   *   limits: { card: "lusha-help-centre", plan: "premium" },
   *   work: { records: 100000 },
   * }); // 450180: five days and some
   * ```
   */
  finish(request: FinishRequest): Finish;
  /**
   * What several plans make of one use, ranked: first what serves all of it, then what costs less.
   *
   * ```ts
   * const { answer, ranked } = creditcast.compare({ scenario });
   * console.log(answer); // "Pro, billed yearly, is enough: USD 1,975.80 for 12 months."
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
  /** What changes from one scenario to another: the same use under another card, or other answers. */
  diff(before: Scenario, after: Scenario): Diff;
  /**
   * How likely credits run out, and what is spent, where some numbers are not certain.
   *
   * ```ts
   * const { answer, runsOutBy } = creditcast.forecast({
   *   scenario, spread: [{ activity: 0, low: 200, likely: 400, high: 700 }], paths: 10000, seed: 1,
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
  /** Every problem at once, with the path of the value at fault; empty if the scenario can be run. Never throws. */
  validate(scenario: unknown): Problem[];
  /** A scenario from JSON text or an object of any type: checked, or a CreditcastError. */
  parse(scenario: unknown): Scenario;
  simulate(scenario: Scenario, options?: SimulateOptions): Report;
}

/**
 * Loads the engine. Calling it again gives the same engine; after a failure it tries again.
 *
 * Nothing has to be said about where the module is: it lies beside the JavaScript, and where a bundler
 * or server has lost it, a copy inside the JavaScript is used. `wasm` is for those who keep it elsewhere.
 *
 * ```ts
 * const creditcast = await load();
 * const report = creditcast.simulate(creditcast.parse(text));
 * ```
 */
export function load(options?: { wasm?: URL | string | Response | ArrayBuffer | Uint8Array | WebAssembly.Module }): Promise<Creditcast>;

/**
 * The scenario that the element asks about: made from its attributes, and changed field by field.
 *
 * A draft may be wrong. What was typed stands in it as it is, and the engine says what is wrong with it;
 * nothing here knows what anything costs.
 */

/** Where the attributes of the element stand in the scenario. */
export const ATTRIBUTES = {
  card: "/card",
  plan: "/subscription/plan",
  billing: "/subscription/billing",
  seats: "/subscription/seats",
  start: "/subscription/start",
  months: "/horizon/months",
};

const NUMBERS = ["seats", "months"];

/** Units a week of a step that begins. */
const COUNT = 20;
/** Units in a request where the action takes many: as many as one credit carries where a vendor counts so. */
const BATCH = 25;
/** Shares that are guessed until someone says better. */
const FOUND = { phone: 0.35 };
const FOUND_ELSE = 0.8;

/** The value at a JSON Pointer, or `undefined`. */
export const at = (draft, path) => keys(path).reduce((value, key) => value?.[key], draft);

/** The draft with another value at a place; `undefined` takes it away. */
export function withValue(draft, path, value) {
  const [key, ...rest] = keys(path);
  const copy = Array.isArray(draft) ? [...draft] : { ...draft };
  if (rest.length > 0) copy[key] = withValue(copy[key] ?? {}, `/${rest.join("/")}`, value);
  else if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy;
}

const keys = (path) => path.split("/").slice(1);

/** The value of an attribute as the scenario has it; a number that is none stays as it was written. */
export const fromAttribute = (name, text) =>
  NUMBERS.includes(name) && text.trim() && Number.isFinite(Number(text)) ? Number(text) : text;

/** What the element asks about when it is given no scenario. `given` are the attributes that it has. */
export function opening(engine, given) {
  const { card = engine.cards()[0].id, start = nextMonth(), months = 12, ...rest } = given;
  const found = cardOf(engine, card);
  const [usual, usage] = found ? [{ plan: usualPlan(found).id }, usualSteps(found)] : [{}, []];
  return { card, subscription: { ...usual, start, ...rest }, usage, horizon: { months } };
}

/** The card that a draft names or holds, in full; nothing where there is none of that name. */
export function cardOf(engine, card) {
  if (typeof card === "object") return card === null ? undefined : inFull(card);
  try {
    return engine.card(card);
  } catch {
    return undefined;
  }
}

/** A card of one's own, with what it may leave out. */
function inFull({ plans = [], actions = [], points = [], policies = [], ...rest }) {
  return { ...rest, points, policies, plans: plans.map(planInFull), actions: actions.map(actionInFull) };
}

const planInFull = ({ price, seats, ...rest }) => ({
  byQuote: false,
  creditsPerMonth: null,
  ...rest,
  price: { monthly: null, annual: null, ...price },
  seats: { included: 1, max: null, ...seats, extra: { monthly: null, annual: null, ...seats?.extra } },
});

const actionInFull = ({ batch, ...rest }) => ({
  points: [], needs: [], once: [], request: false, ...rest, batch: { default: 1, max: null, ...batch },
});

function nextMonth() {
  const today = new Date();
  return new Date(Date.UTC(today.getFullYear(), today.getMonth() + 1, 1)).toISOString().slice(0, 10);
}

/** The first plan with a price that is for more than one user, or the next best. */
function usualPlan({ plans }) {
  const sold = plans.filter(({ byQuote }) => !byQuote);
  return sold.find(({ seats }) => seats.max !== 1) ?? sold[0] ?? plans[0];
}

/** What reveals something by hand, and by requests. */
function usualSteps({ actions }) {
  const revealing = actions.filter(({ points }) => points.length > 0);
  const [first = actions[0]] = revealing;
  const second = revealing.find((action) => action.request !== first.request) ?? revealing[1];
  return [first, second].filter(Boolean).map((action) => step(action));
}

/** A step of this action, with a guess at everything that it asks for, or as much of an old one as fits. */
export function step(action, old = {}) {
  const { points: found, batch, repeat, key, action: _, ...kept } = old;
  const fitted = { every: "week", count: COUNT, ...kept, action: action.id };
  if (action.batch.max !== null) fitted.batch = Math.min(batch ?? BATCH, action.batch.max);
  if (action.points.length > 0) fitted.points = shares(action.points, found);
  if (action.once.length > 0) fitted.repeat = repeat ?? 0;
  if (action.request && key !== undefined) fitted.key = key;
  return fitted;
}

function shares(points, found = {}) {
  const kept = points.filter((point) => point in found);
  if (kept.length > 0) return Object.fromEntries(kept.map((point) => [point, found[point]]));
  return Object.fromEntries(points.map((point) => [point, FOUND[point] ?? FOUND_ELSE]));
}

/** The same use under another card, as far as it has the same actions or such as serve the same need. */
export function withCard(draft, card, old) {
  const steps = draft.usage.flatMap((activity) => {
    const action = sameAction(card, old, activity.action);
    return action ? [step(action, activity)] : [];
  });
  const { start, billing, seats } = draft.subscription;
  const plan = card.plans.find(({ id }) => id === draft.subscription.plan) ?? usualPlan(card);
  const subscription = fitting({ plan: plan.id, start, billing, seats }, plan);
  return { card: card.id, subscription, usage: steps.length ? steps : usualSteps(card), horizon: draft.horizon };
}

function sameAction(card, old, id) {
  const needs = old?.actions.find((action) => action.id === id)?.needs ?? [];
  const serves = (action) => action.needs.some((need) => needs.includes(need));
  return card.actions.find((action) => action.id === id) ?? card.actions.find(serves);
}

/** Another plan: what was agreed for the old one goes, and so does what this one is not sold with. */
export function withPlan(draft, card, id) {
  const { terms, ...rest } = draft.subscription;
  const plan = card.plans.find((plan) => plan.id === id);
  return { ...draft, subscription: plan ? fitting({ ...rest, plan: id }, plan) : { ...draft.subscription, plan: id } };
}

function fitting({ billing, seats, ...rest }, plan) {
  const fitted = rest;
  if (billing !== undefined && isSoldForTheYear(plan)) fitted.billing = billing;
  if (seats !== undefined && hasSeats(plan)) fitted.seats = Math.min(seats, plan.seats.max ?? Infinity);
  if (needsTerms(plan)) fitted.terms = { per: "month" };
  return fitted;
}

export const isSoldForTheYear = ({ price, byQuote }) => price.annual !== null && !byQuote;

/** Does it matter how many users there are? */
export const hasSeats = ({ seats: { included, max, extra } }) =>
  max !== 1 && (included > 1 || Number(amountOf(extra.monthly)) > 0);

/** A built-in card has prices with their currency; one of your own may have them without. */
const amountOf = (price) => price?.amount ?? price;

/** Is the plan sold for what is agreed, since no price or no credits are published? */
export const needsTerms = ({ creditsPerMonth, price }) => creditsPerMonth === null || price.monthly === null;

/** The draft with one more step. */
export const withStep = (draft, action) => ({ ...draft, usage: [...draft.usage, step(action)] });

/** The draft without the step of this index. */
export const withoutStep = (draft, index) => ({ ...draft, usage: draft.usage.filter((_, place) => place !== index) });

/** The question: a sentence of which every word that can be changed is a field. */
import { h } from "./dom.js";
import { hasSeats, isSoldForTheYear, needsTerms, withPlan, withValue } from "./draft.js";
import { choice, number, wrong } from "./fields.js";

const MONTHS = [1, 3, 6, 12, 24, 36];
const BILLING = [["monthly", "monthly"], ["annual", "for the year"]];

export function question(form) {
  const { card } = form;
  const plan = card?.plans.find(({ id }) => id === form.draft.subscription?.plan);
  return [
    h("p", { class: "question", part: "question", key: "question" },
      "By ", cardField(form), ", what do ", monthsField(form), card && [
        " of ", planField(form, card),
        plan && seats(form, plan),
        plan && isSoldForTheYear(plan) && [", paid ", billingField(form)],
      ], " come to?"),
    plan && needsTerms(plan) && terms(form, card, plan),
    wrong(form, "/card", "/horizon/months", "/subscription/plan", "/subscription/seats", "/subscription/billing"),
  ].flat();
}

function cardField(form) {
  const own = typeof form.draft.card === "object" || !form.cards.some(({ id }) => id === form.draft.card);
  const value = own ? "" : form.draft.card;
  const options = form.cards.map(({ id, title }) => [id, title]);
  if (own) options.unshift(["", form.card?.title ?? String(form.draft.card)]);
  const choose = (id) => id && form.chooseCard(id);
  return choice(form, { path: "/card", label: "Price list", value, options, choose });
}

function monthsField(form) {
  const path = "/horizon/months";
  const chosen = form.draft.horizon?.months;
  const all = MONTHS.includes(chosen) ? MONTHS : [...MONTHS, chosen].sort((a, b) => a - b);
  const title = (months) => `${form.locale.count(months)} ${months === 1 ? "month" : "months"}`;
  const options = all.map((months) => [String(months), Number.isFinite(months) ? title(months) : String(months)]);
  const choose = (months) => form.set(withValue(form.draft, path, Number(months)));
  return choice(form, { path, label: "Months", options, choose });
}

function planField(form, card) {
  const path = "/subscription/plan";
  const chosen = form.draft.subscription?.plan;
  const options = card.plans.map(({ id, title }) => [id, title]);
  if (!card.plans.some(({ id }) => id === chosen)) options.push([String(chosen), String(chosen)]);
  const choose = (id) => form.set(withPlan(form.draft, card, id));
  return choice(form, { path, label: "Plan", options, choose });
}

function seats(form, plan) {
  const path = "/subscription/seats";
  if (!hasSeats(plan) && form.draft.subscription.seats === undefined) return "";
  const users = form.draft.subscription.seats ?? plan.seats.included;
  const field = number(form, { path, label: "Users", least: 1, empty: plan.seats.included });
  return [" for ", field, users === 1 ? " user" : " users"];
}

function billingField(form) {
  const path = "/subscription/billing";
  const value = form.draft.subscription.billing ?? "monthly";
  return choice(form, { path, label: "Paid", value, options: BILLING });
}

/** What is agreed, where nothing is published. */
function terms(form, card, plan) {
  const [credits, price] = ["/subscription/terms/credits", "/subscription/terms/price"];
  const per = form.draft.subscription.terms?.per ?? "month";
  const sold = plan.byQuote ? `${plan.title} is sold by quote` : `What ${plan.title} brings and costs is not published`;
  return h("div", { key: "terms" },
    h("p", { class: "question" },
      `${sold}. Agreed: `, number(form, { path: credits, label: `Credits a ${per}` }), " credits for ",
      number(form, { path: price, label: `Price a ${per} in ${card.currency}` }), ` ${card.currency} a ${per}.`),
    wrong(form, credits, price));
}

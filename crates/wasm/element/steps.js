/** What is done with the plan: step by step, each with its number, its slider and what it takes. */
import { h } from "./dom.js";
import { at, withValue } from "./draft.js";
import { choice, number, stepper, wrong } from "./fields.js";

const RHYTHMS = [
  ["weekday", "a weekday"], ["day", "a day"], ["week", "a week"], ["month", "a month"], ["once", "once"],
];

export function steps(form) {
  const { card, draft } = form;
  if (!card) return [];
  return [
    h("h3", { key: "steps-head", part: "heading" }, "What is done"),
    h("ul", { key: "steps", class: "steps" }, draft.usage.map((activity, index) => oneStep(form, activity, index))),
    wrong(form, "/usage"),
    h("p", { key: "add" }, adder(form)),
  ].flat();
}

function oneStep(form, activity, index) {
  const path = `/usage/${index}`;
  const action = form.card.actions.find(({ id }) => id === activity.action);
  const title = activity.name ?? action?.title ?? activity.action;
  const paths = ["action", "every", "count", "repeat", "batch"].map((name) => `${path}/${name}`);
  const rhythm = { path: `${path}/every`, label: `${title}: how often`, options: RHYTHMS };
  return h("li", { class: "step", part: "step", key: form.keyOf(index) },
    h("div", { class: "step-head" }, h("h4", null, title), taken(form, index)),
    h("div", { class: "step-count" },
      stepper(form, { path: `${path}/count`, label: title }),
      h("span", null, `${units(action)} `, choice(form, rhythm))),
    slider(form, title, index),
    details(form, activity, index, title),
    wrong(form, ...paths, ...Object.keys(activity.points ?? {}).map((point) => `${path}/points/${point}`)),
  );
}

/** What the step took in the last answer, in the wallet's own unit. */
function taken(form, index) {
  const { report, scenario } = form.answer ?? {};
  if (!report || scenario.usage[index]?.action !== form.draft.usage[index].action) return "";
  const amount = report.spending.filter((row) => row.activity === index).reduce((sum, row) => sum + row.amount, 0);
  return h("span", { class: "taken" }, form.wallet(amount));
}

function units(action) {
  const unit = action?.unit === "email" ? "e-mail" : (action?.unit ?? "unit");
  if (/[^aeou]y$/.test(unit)) return `${unit.slice(0, -1)}ies`;
  return unit + (/(s|x|ch|sh)$/.test(unit) ? "es" : "s");
}

/** Green as far as credits last, red from there to the thumb. */
function slider(form, title, index) {
  const path = `/usage/${index}/count`;
  const count = at(form.draft, path);
  const [most, enough] = [form.sliderEnd(index), form.enough.get(form.keyOf(index))];
  const part = (value) => `${Math.min(100, (value / most) * 100)}%`;
  const now = Number.isFinite(count) ? count : 0;
  const isKnown = Number.isFinite(enough);
  return [
    h("input", {
      type: "range", part: "slider", class: "slider", min: 0, max: most, step: 1, value: String(Math.min(now, most)),
      "aria-label": `${title}: slider`,
      "aria-valuetext": form.locale.count(now),
      style: { "--now": part(now), "--enough": part(Math.min(now, enough ?? now)) },
      oninput: ({ target }) => form.set(withValue(form.draft, path, Number(target.value)), path),
    }),
    h("div", { class: "scale", "aria-hidden": "true" },
      h("span", null, form.locale.count(0)),
      isKnown && h("span", { class: enough > 0 ? "enough" : "never" }, enoughText(form, enough)),
      h("span", null, form.locale.count(most))),
  ];
}

const enoughText = ({ locale }, count) => (count > 0 ? `enough up to ${locale.count(count)}` : "never enough");

/** What is found, what is seen again, and how many go into a request. */
function details(form, activity, index, title) {
  const path = `/usage/${index}`;
  const titleOf = (point) => form.card.points.find(({ id }) => id === point)?.title ?? point;
  const found = Object.keys(activity.points ?? {}).map((point) => [
    `${lowered(titleOf(point))} for `,
    percent(form, `${path}/points/${point}`, `${title}: ${titleOf(point)} found, percent`),
  ]);
  const batch = { path: `${path}/batch`, label: `${title}: in a request`, least: 1 };
  const parts = [
    found.length > 0 && ["Found: ", found.map((words, place) => [place > 0 && ", ", words]), ". "],
    "repeat" in activity && ["Seen before: ", percent(form, `${path}/repeat`, `${title}: seen before, percent`), ". "],
    "batch" in activity && ["In a request: ", number(form, batch), ". "],
  ];
  return h("p", { class: "step-details" }, parts, h("button", {
    type: "button", class: "quiet", part: "button", "aria-label": `Remove: ${title}`,
    onclick: () => form.removeStep(index),
  }, "Remove"));
}

const percent = (form, path, label) => [number(form, { path, label, share: true }), "%"];

const lowered = (title) => title[0].toLowerCase() + title.slice(1);

/** All that the card sells and is not done yet, by where it is done. */
function adder(form) {
  const used = new Set(form.draft.usage.map(({ action }) => action));
  const left = form.card.actions.filter(({ id }) => !used.has(id));
  const surfaces = [...new Set(left.map(({ surface }) => surface))];
  const of = (wanted) => left.filter(({ surface }) => surface === wanted).map(({ id, title }) => [id, title]);
  if (left.length === 0) return "";
  return choice(form, {
    path: "/usage/add",
    label: "Add what else is done",
    value: "",
    options: [["", "Add what else is done"], ...surfaces.map((surface) => [surface, of(surface)])],
    // A script or a browser that fills in forms may choose the words that are shown first.
    choose: (id) => left.filter((action) => action.id === id).forEach((action) => form.addStep(action)),
  });
}

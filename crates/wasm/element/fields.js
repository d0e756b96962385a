/**
 * Fields: words and numbers that can be changed, each bound to a place of the scenario.
 *
 * What is wrong with a place is said under its field; what was typed stays as it was typed until it is right.
 */
import { h } from "./dom.js";
import { at, withValue } from "./draft.js";

/** The id of the field of a place. */
export const idOf = (path) => `at${path.replaceAll("/", "-")}`;

const wrongOf = (path) => `${idOf(path)}-wrong`;

/** A word of a sentence that is one of a few: `options` are `[value, title]`, or groups `[name, options]`. */
export function choice(form, { path, label, value = at(form.draft, path), options, choose }) {
  const set = choose ?? ((chosen) => form.set(withValue(form.draft, path, chosen)));
  return h("select", {
    ...common(form, path, label),
    class: "word",
    value: String(value),
    onchange: ({ target }) => set(target.value),
  }, options.map(option));
}

const option = ([value, title]) =>
  Array.isArray(title) ? h("optgroup", { label: value }, title.map(option)) : h("option", { value }, title);

/** A number in a sentence. `share` is one that is typed in hundredths. */
export function number(form, { path, label, least = 0, share = false, empty }) {
  const value = at(form.draft, path) ?? empty;
  const text = form.typed.get(path) ?? shown(form, value, share);
  const step = (by) => form.set(withValue(form.draft, path, stepped(value, by, least, share)), path);
  return h("input", {
    ...common(form, path, label),
    class: "word number",
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    size: Math.max(text.length, 1),
    value: text,
    role: "spinbutton",
    "aria-valuenow": Number.isFinite(value) ? inHundredths(value, share) : undefined,
    "aria-valuetext": text + (share ? "%" : ""),
    "aria-valuemin": least,
    oninput: ({ target }) => form.type(path, target.value, share),
    onchange: () => form.settle(path),
    onkeydown: (event) => stepByKey(event, step),
  });
}

/** Minus and plus beside a number, for a pointer; the arrow keys do the same in its field. */
export function stepper(form, { path, label, least = 0 }) {
  const value = at(form.draft, path);
  const button = (name, sign, by) => h("button", {
    type: "button",
    part: "button step-button",
    class: "step-button",
    "aria-label": name,
    disabled: by < 0 && value <= least,
    onclick: () => form.set(withValue(form.draft, path, stepped(value, by, least)), path),
  }, sign);
  const [less, more] = [button(`One less: ${label}`, "−", -1), button(`One more: ${label}`, "+", 1)];
  return h("span", { class: "stepper" }, less, number(form, { path, label, least }), more);
}

/** What is wrong with these places, each in its sentence. */
export function wrong(form, ...paths) {
  const found = paths.flatMap((path) => form.problemsAt(path).map((problem) => [path, problem]));
  return found.map(([path, problem]) =>
    h("p", { class: "wrong", part: "problem", key: path + problem.code, id: wrongOf(path) }, says(form, problem)));
}

/** The engine's sentence, or one that fits a field better. */
export function says({ locale }, { path, code, message }) {
  if (code === "termsNeeded") return "This is not published. Enter what was agreed.";
  if (code === "outOfRange" && SHARE.test(path)) return "This is out of range. Give a number from 0 to 100.";
  return locale.say(message);
}

const SHARE = /\/(points\/\w+|repeat|matched)$/;

function common(form, path, label) {
  form.fields.set(path, label);
  const isWrong = form.problemsAt(path).length > 0;
  return {
    id: idOf(path),
    part: "field",
    "aria-label": label,
    "aria-invalid": isWrong ? "true" : undefined,
    "aria-describedby": isWrong ? wrongOf(path) : undefined,
  };
}

function shown(form, value, share) {
  if (value === undefined) return "";
  return Number.isFinite(value) ? form.locale.count(inHundredths(value, share)) : String(value);
}

/** Without the dust of binary fractions: a share has at most four decimals. */
const inHundredths = (value, share) => (share ? Math.round(value * 1e4) / 100 : value);

const KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

function stepByKey(event, step) {
  const by = KEYS[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  step(by);
}

function stepped(value, by, least, share = false) {
  const now = Number.isFinite(value) ? inHundredths(value, share) : least;
  const next = Math.max(least, share ? Math.min(100, now + by) : now + by);
  return share ? Math.round(next * 100) / 1e4 : next;
}

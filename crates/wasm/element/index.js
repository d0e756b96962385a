/**
 * `<creditcast-calculator>`: a calculator for any page, made of the engine's functions.
 *
 * This file is the element: its attributes and properties in, its event out, and when it is drawn. Whatever
 * changes at a time is asked of the engine once.
 */
import { load } from "../js/index.js";
import { answer } from "./answer.js";
import { balance } from "./balance.js";
import { Calculation } from "./calculation.js";
import { h, patch } from "./dom.js";
import { ATTRIBUTES, fromAttribute, opening } from "./draft.js";
import { foot } from "./foot.js";
import { localeOf } from "./locale.js";
import { question } from "./question.js";
import { reckoning } from "./reckoning.js";
import { steps } from "./steps.js";
import css from "./style.css";

const TAG = "creditcast-calculator";
const NAMES = Object.keys(ATTRIBUTES);

/** What takes many runs is worked out when nothing has changed for so many milliseconds. */
const IDLE = 250;
/** A screen reader is told so long after the last change. */
const TOLD = 600;

/** One sheet for all calculators, made when there is the first: a policy for styles lets it pass. */
let sheet;
function looks() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

/** On a server there are no elements, only a class to import. */
const Base = globalThis.HTMLElement ?? class {};

export class CreditcastCalculator extends Base {
  static observedAttributes = [...NAMES, "lang"];

  #engine;
  #calculation;
  /** A scenario that came before the engine. */
  #given;
  #failure;
  #changed = new Set();
  #isDue = false;
  #timers = [];
  #locales = {};

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [looks()];
  }

  connectedCallback() {
    this.#takeEarlyScenario();
    if (this.#engine) this.#askSoon();
    else this.#start();
  }

  disconnectedCallback() {
    this.#timers.forEach(clearTimeout);
  }

  attributeChangedCallback(name) {
    this.#changed.add(name);
    this.#askSoon();
  }

  get scenario() {
    const scenario = this.#given ?? this.#calculation?.draft;
    return scenario === undefined ? null : structuredClone(scenario);
  }

  set scenario(scenario) {
    // A copy by way of JSON, since the proxies of frameworks cannot be cloned.
    const given = scenario ? JSON.parse(JSON.stringify(scenario)) : undefined;
    if (given && JSON.stringify(given) === JSON.stringify(this.scenario)) return;
    this.#given = given;
    this.#changed.clear();
    if (this.#calculation && !given) this.#calculation.draft = undefined;
    this.#askSoon();
  }

  get report() {
    return this.#calculation?.answer?.report ?? null;
  }

  get problems() {
    return this.#calculation?.problems ?? [];
  }

  /** A property that was set before the element's code arrived hides the real one. */
  #takeEarlyScenario() {
    if (!Object.hasOwn(this, "scenario")) return;
    const { scenario } = this;
    delete this.scenario;
    this.scenario = scenario;
  }

  async #start() {
    this.#failure = undefined;
    this.#draw();
    try {
      this.#engine = await load();
      this.#calculation ??= new Calculation(this.#engine, () => this.#askSoon());
      this.#askSoon();
    } catch (error) {
      this.#failure = error;
      this.#draw();
    }
  }

  #askSoon() {
    if (this.#isDue || !this.#calculation || !this.isConnected) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#takeGiven();
      this.#ask();
    });
  }

  /** What is given from outside: a scenario as it is, else all attributes, else those that have changed. */
  #takeGiven() {
    const calculation = this.#calculation;
    const changed = NAMES.filter((name) => this.#changed.has(name));
    this.#changed.clear();
    if (this.#given) calculation.take(this.#given);
    else if (!calculation.draft || changed.some((name) => !this.hasAttribute(name))) {
      calculation.take(opening(this.#engine, Object.fromEntries(this.#attributes(NAMES))));
    } else for (const [name, value] of this.#attributes(changed)) calculation.takeAttribute(name, value);
    this.#given = undefined;
  }

  /** The attributes of these names that there are, with their values. */
  #attributes(names) {
    const there = names.filter((name) => this.hasAttribute(name));
    return there.map((name) => [name, fromAttribute(name, this.getAttribute(name))]);
  }

  #ask() {
    const isAnother = this.#calculation.ask();
    this.#draw();
    this.#timers.forEach(clearTimeout);
    if (this.problems.length === 0) this.#later();
    if (isAnother) this.#tell();
  }

  #later() {
    this.#timers = [setTimeout(() => this.#ponder(), IDLE), setTimeout(() => this.#speak(), TOLD)];
  }

  #tell() {
    const { scenario, report, problems } = this;
    this.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: { scenario, report, problems } }));
  }

  #ponder() {
    this.#calculation.ponder();
    this.#draw();
  }

  #speak() {
    const status = this.shadowRoot.querySelector("[role=status]");
    const text = this.#calculation.locale.say(this.report.answer);
    // The first answer is read with the page.
    if (status.dataset.told) status.textContent = text;
    status.dataset.told = "once";
  }

  #draw() {
    const views = this.#calculation?.draft ? this.#views() : this.#waiting();
    patch(this.shadowRoot, [h("div", { class: "calculator", part: "calculator", lang: "en" }, views)]);
  }

  #views() {
    const form = this.#calculation;
    form.locale = this.#locale();
    form.fields.clear();
    // Fields first: the list of problems leads to those that there are.
    const [asked, done] = [question(form), steps(form)];
    return [
      h("div", { key: "head", class: "head" }, asked, answer(form)),
      h("p", { key: "status", role: "status", class: "unseen" }),
      h("div", { key: "brief", class: "brief" }, done),
      form.answer && h("div", { key: "outcome", class: "outcome" }, balance(form), reckoning(form)),
      form.answer && h("div", { key: "foot", class: "foot" }, foot(form)),
    ];
  }

  /** Until there is an answer, what stands inside the element on its page. */
  #waiting() {
    if (!this.#failure) return h("slot", { key: "slot" }, h("p", null, "Working it out"));
    return [
      h("p", { key: "failure", class: "problems", part: "problems", role: "alert" }, this.#failure.message),
      h("button", { key: "again", type: "button", part: "button", onclick: () => this.#start() }, "Try again"),
      h("slot", { key: "slot" }),
    ];
  }

  #locale() {
    const language = this.closest("[lang]")?.lang || navigator.language;
    if (this.#locales.language !== language) this.#locales = { language, locale: localeOf(language) };
    return this.#locales.locale;
  }
}

/** Gives the calculator a tag. Each takes a class of its own. */
export function define(name = TAG) {
  const { customElements } = globalThis;
  if (customElements && !customElements.get(name)) customElements.define(name, class extends CreditcastCalculator {});
}

define();

/**
 * What a calculator knows: a draft of a scenario, the last answer to one, and what was typed.
 *
 * Where the draft is wrong the last answer stays, and the problems say why. Nothing here touches a page.
 */
import { at, cardOf, withCard, withPlan, withStep, withoutStep, withValue, ATTRIBUTES } from "./draft.js";
import { enoughOf } from "./enough.js";

/** Where the slider of a step ends that begins with nothing. */
const SLIDER_END = 100;

export class Calculation {
  draft;
  /** The last scenario that could be run, with its card and its report. */
  answer;
  problems = [];
  /** Texts of number fields that are being typed, by their places. */
  typed = new Map();
  /** How many units of each step credits last for; worked out when there is time. */
  enough = new Map();
  /** Between what the answer lies; worked out when there is time. */
  doubt;
  /** The names of the fields by their places, as the views make them. */
  fields = new Map();
  /** The reader's way of writing. */
  locale;

  #engine;
  #onChange;
  #found = {};
  #rows = [];
  #rowsMade = 0;
  #ends = new Map();

  constructor(engine, onChange) {
    this.#engine = engine;
    this.#onChange = onChange;
    this.cards = engine.cards();
  }

  /** The card of the draft, or nothing where there is none of that name. */
  get card() {
    return this.cardCalled(this.draft.card);
  }

  cardCalled(card) {
    if (this.#found.id !== card) this.#found = { id: card, card: cardOf(this.#engine, card) };
    return this.#found.card;
  }

  /** Begins with another draft. */
  take(draft) {
    this.draft = draft;
    this.typed.clear();
    this.doubt = undefined;
    this.#ends.clear();
    this.#rows = [];
  }

  /** What an attribute says from now on. */
  takeAttribute(name, value) {
    const card = this.cardCalled(name === "card" ? value : this.draft.card);
    if (name === "card" && card) this.take(withCard(this.draft, card, this.card));
    else if (name === "plan" && card) this.draft = withPlan(this.draft, card, value);
    else this.draft = withValue(this.draft, ATTRIBUTES[name], value);
  }

  /** A reader's change, of the field of this place if it is one of a field. */
  set(draft, path) {
    this.typed.delete(path);
    this.draft = draft;
    this.#onChange();
  }

  chooseCard(id) {
    this.take(withCard(this.draft, cardOf(this.#engine, id), this.card));
    this.#onChange();
  }

  /** What is being typed into a number field: the number, or the text that is none. */
  type(path, text, share) {
    const number = this.locale.read(text);
    const value = share && number !== undefined ? Math.round(number * 1e6) / 1e8 : number;
    this.set(withValue(this.draft, path, value ?? text), path);
    this.typed.set(path, text);
  }

  /** The field is left: a number that is right stands there as it is written from now on. */
  settle(path) {
    if (this.problemsAt(path).length === 0) this.typed.delete(path);
    this.#onChange();
  }

  addStep(action) {
    this.set(withStep(this.draft, action));
  }

  removeStep(index) {
    this.#rows.splice(index, 1);
    this.typed.clear();
    this.set(withoutStep(this.draft, index));
  }

  /** A name of a step that stays with it. */
  keyOf(index) {
    return (this.#rows[index] ??= `step-${++this.#rowsMade}`);
  }

  /** Twice what the step began with, or what was typed beyond that. */
  sliderEnd(index) {
    const key = this.keyOf(index);
    const count = at(this.draft, `/usage/${index}/count`);
    if (count > (this.#ends.get(key) ?? 0)) this.#ends.set(key, 2 * count);
    return this.#ends.get(key) ?? SLIDER_END;
  }

  problemsAt(path) {
    return this.problems.filter((problem) => problem.path === path);
  }

  /** An amount of the answer's wallet, as the reader writes it. */
  wallet(amount) {
    const { wallet, currency } = (this.answer ?? this).card;
    return wallet === "money" ? this.locale.money({ amount, currency }) : this.locale.count(amount);
  }

  /** Asks the engine; tells whether there is another answer, or another problem. */
  ask() {
    const before = this.#told();
    try {
      const report = this.#engine.simulate(this.draft);
      this.answer = { scenario: this.draft, card: this.card, report };
      this.problems = [];
    } catch (error) {
      if (!error.problems) throw error;
      this.problems = error.problems;
    }
    return this.#told() !== before;
  }

  #told() {
    return JSON.stringify([this.answer?.scenario, this.problems]);
  }

  /** What takes many runs: how much is enough, and where the vendor's pages disagree. */
  ponder() {
    const lasting = (_, index) => enoughOf(this.#engine, this.answer, index, this.sliderEnd(index));
    this.enough = new Map(this.draft.usage.map(lasting).map((enough, index) => [this.keyOf(index), enough]));
    this.doubt = this.#engine.range(this.draft);
  }
}

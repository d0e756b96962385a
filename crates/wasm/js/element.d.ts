/**
 * `<creditcast-calculator>`: a calculator for any page. Importing this file registers the tag; on a server,
 * where there are no elements, it does nothing.
 *
 * ```html
 * <script type="module">import "creditcast/element";</script>
 * <creditcast-calculator card="lusha-help-centre" plan="pro" lang="de"></creditcast-calculator>
 * ```
 *
 * Attributes, each of which may be left out: `card` and `plan` (ids), `billing` (`monthly` or `annual`), `seats`
 * (users), `start` ("YYYY-MM-DD"), `months` (1 to 120), and `lang`, by which numbers, money and dates are written;
 * without it, that of the page. They say what the calculator begins with. One that changes later changes the
 * scenario, and what the reader has chosen otherwise stays.
 *
 * Looks: the custom properties `--creditcast-paper`, `-sheet`, `-wash`, `-ink`, `-ink-2`, `-ink-3`, `-rule`, `-edge`,
 * `-strong`, `-yours`, `-yours-wash`, `-yours-line`, `-lost`, `-lost-wash`, `-mark`, `-have`, `-have-fill`, `-used`,
 * `-voice` and `-figures` (the two families of type); `color-scheme`, which follows the system if it is not set; and
 * the parts `calculator`, `question`, `answer`, `heading`, `field`, `button`, `step-button`, `slider`, `step`, `chart`,
 * `line`, `area`, `bar`, `figure`, `doubt`, `notice`, `problem` and `problems`.
 *
 * What stands inside the element is shown until there is an answer, and where the engine cannot be loaded.
 */
import type { Problem, Report, Scenario } from "./index.js";

/** What a calculator says when its answer, or what is wrong with its scenario, is another. */
export interface CalculatorChange {
  /** What was asked, or what is wrong. */
  scenario: Scenario;
  /** The last answer; null as long as there is none. */
  report: Report | null;
  /** What is wrong with the scenario; empty if the report is the answer to it. */
  problems: readonly Problem[];
}

/** The events of a calculator, beside those of every element. */
export interface CalculatorEventMap extends HTMLElementEventMap {
  /** The answer, or what is wrong with the scenario, is another. */
  change: CustomEvent<CalculatorChange>;
}

/** The element. */
export declare class CreditcastCalculator extends HTMLElement {
  /**
   * What is asked: a copy to read, and to set as a whole. `null` before the engine has been loaded; setting `null`
   * goes back to what the attributes say. It need not be right: the reader is told what is not.
   */
  get scenario(): Scenario | null;
  set scenario(scenario: Scenario | null | undefined);
  /** The last answer; null as long as there is none. */
  readonly report: Report | null;
  /** What is wrong with the scenario. */
  readonly problems: readonly Problem[];

  addEventListener<K extends keyof CalculatorEventMap>(
    type: K, listener: (this: CreditcastCalculator, event: CalculatorEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof CalculatorEventMap>(
    type: K, listener: (this: CreditcastCalculator, event: CalculatorEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions,
  ): void;
}

/** Gives the calculator another tag beside its own; one that is taken is left as it is. */
export declare function define(name?: string): void;

declare global {
  interface HTMLElementTagNameMap {
    "creditcast-calculator": CreditcastCalculator;
  }
}

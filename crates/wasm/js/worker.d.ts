/**
 * The same functions as promises, worked out off the main thread: in a worker of the browser, or in a thread of
 * Node. The worker starts with the first call; nothing has to be loaded before.
 *
 * ```ts
 * import { forecast, close } from "creditcast/worker";
 *
 * const controller = new AbortController();
 * const { answer } = await forecast(request, {
 *   signal: controller.signal,
 *   onProgress: ({ done, of }) => console.log(`${done} of ${of}`),
 * });
 * close();
 * ```
 *
 * Calls are worked out one after the other, in one worker. Where the module lies elsewhere, `load({ wasm })` of
 * `creditcast` says so for the worker, too. In Node a worker that rests keeps no program from ending.
 */
import type {
  Advice, CardId, CardSummary, CompareRequest, Comparison, CostRange, Creditcast, Diff, Finish, FinishRequest, Forecast,
  ForecastRequest, Problem, Quote, QuoteRequest, RateCard, Report, Scenario, SimulateOptions,
} from "./index.js";

export { CreditcastError } from "./index.js";
export type * from "./index.js";

/** How far a call is. */
export interface Progress {
  /** Steps that are done: futures, candidates, runs under other answers, kinds of advice. */
  done: number;
  /** Steps in all, or null as long as they cannot be counted. */
  of: number | null;
}

/** What every call takes after its own arguments. */
export interface CallOptions {
  /**
   * Gives the call up: its promise is rejected with the signal's reason at once. If it is under way, its worker is
   * ended, and calls that wait go to a fresh one.
   */
  signal?: AbortSignal;
}

/** What a call takes that can be long: how far it is can be told. */
export interface LongCallOptions extends CallOptions {
  /** Told how far it is, some twenty times a second; what it throws gives the call up. */
  onProgress?: (progress: Progress) => void;
}

/** The version of the package. */
export declare const version: Creditcast["version"];

/** The newest revision of every built-in card. */
export declare function cards(options?: CallOptions): Promise<CardSummary[]>;
/** A built-in card in full. */
export declare function card(id: CardId, options?: CallOptions): Promise<Required<RateCard>>;
/** What one or more requests cost, line by line. */
export declare function quote(request: QuoteRequest, options?: CallOptions): Promise<Quote>;
/** When a job is done under rate limits. */
export declare function finish(request: FinishRequest, options?: CallOptions): Promise<Finish>;
/** Every problem of a scenario; empty if it can be run. */
export declare function validate(scenario: unknown, options?: CallOptions): Promise<Problem[]>;
/** A scenario from JSON text or an object of any type, checked. */
export declare function parse(scenario: unknown, options?: CallOptions): Promise<Scenario>;
/** What a scenario comes to. `what` says what the report carries beside its sums. */
export declare function simulate(scenario: Scenario, what?: SimulateOptions, options?: CallOptions): Promise<Report>;
/** What changes from one scenario to another, rule by rule. */
export declare function diff(before: Scenario, after: Scenario, options?: CallOptions): Promise<Diff>;
/** What several plans make of one use, ranked. */
export declare function compare(request: CompareRequest, options?: LongCallOptions): Promise<Comparison>;
/** The least and the most that a scenario can come to, where the vendor's pages disagree or are silent. */
export declare function range(scenario: Scenario, options?: LongCallOptions): Promise<CostRange>;
/** How likely credits run out, and what is spent, where some numbers are not certain. */
export declare function forecast(request: ForecastRequest, options?: LongCallOptions): Promise<Forecast>;
/** What would cost less for the same use, the best first. */
export declare function advise(scenario: Scenario, options?: LongCallOptions): Promise<Advice[]>;

/**
 * Ends the worker and gives up the calls that are not over, whose promises are rejected with the code `closed`. A
 * later call starts a worker again.
 */
export declare function close(): void;

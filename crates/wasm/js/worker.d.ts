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

export interface CallOptions {
  /**
   * Gives the call up: its promise is rejected with the signal's reason at once. If it is under way, its worker is
   * ended, and calls that wait go to a fresh one.
   */
  signal?: AbortSignal;
}

export interface LongCallOptions extends CallOptions {
  /** Told how far it is, some twenty times a second; what it throws gives the call up. */
  onProgress?: (progress: Progress) => void;
}

/** The version of the package. */
export declare const version: Creditcast["version"];

export declare function cards(options?: CallOptions): Promise<CardSummary[]>;
export declare function card(id: CardId, options?: CallOptions): Promise<RateCard>;
export declare function quote(request: QuoteRequest, options?: CallOptions): Promise<Quote>;
export declare function finish(request: FinishRequest, options?: CallOptions): Promise<Finish>;
export declare function validate(scenario: unknown, options?: CallOptions): Promise<Problem[]>;
export declare function parse(scenario: unknown, options?: CallOptions): Promise<Scenario>;
export declare function simulate(scenario: Scenario, what?: SimulateOptions, options?: CallOptions): Promise<Report>;
export declare function diff(before: Scenario, after: Scenario, options?: CallOptions): Promise<Diff>;
export declare function compare(request: CompareRequest, options?: LongCallOptions): Promise<Comparison>;
export declare function range(scenario: Scenario, options?: LongCallOptions): Promise<CostRange>;
export declare function forecast(request: ForecastRequest, options?: LongCallOptions): Promise<Forecast>;
export declare function advise(scenario: Scenario, options?: LongCallOptions): Promise<Advice[]>;

/**
 * Ends the worker and gives up the calls that are not over, whose promises are rejected with the code `closed`. A
 * later call starts a worker again.
 */
export declare function close(): void;

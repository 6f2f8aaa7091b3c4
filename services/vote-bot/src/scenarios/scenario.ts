import type { Draw } from "./draw.ts";
import type { OnSpan } from "../web/exchange.ts";
import type { WebAnswer, WebRequest } from "../web/web-request.ts";

/** What a scenario gets for one visit. */
export type Visitor = {
  /** The visit's place among the starts, from 1. */
  readonly number: number;
  /** Aborts when the visit is to be cut off. */
  readonly signal: AbortSignal;
  /** Random numbers that depend on the seed, the visit's number and their purpose alone. */
  readonly draw: Draw;
  /** Picks what to vote for, and tells of it: call it just before the vote is sent. */
  choose(shortcodes: readonly string[]): string;
  /**
   * Sends one request, measures it and counts it: from the visit's intended start for its first, from the end of the
   * step before for later ones. Throws a VisitError, which ends the visit, for a status of 400 and above that the
   * request does not expect, and where no usable answer comes.
   */
  send<T = WebAnswer>(request: WebRequest<T>): Promise<T>;
  /** Waits as a person who looks at the page; its time is no request's. `purpose` names the draw of the time. */
  think(purpose: string, minMs: number, maxMs: number): Promise<void>;
  /** Measures and counts a step that is no HTTP request, such as a ballot on a gRPC stream. */
  measure<T>(step: MeasuredStep<T>): Promise<T>;
};

/** A step that is measured as a request of its own. */
export type MeasuredStep<T> = {
  readonly method: string;
  readonly route: string;
  /** Statuses beside OK that are no error here: they are counted as expected. */
  readonly expects?: readonly string[];
  /**
   * Resolves to a gRPC status by name and the value; throws a VisitError where there is no answer. `onSpan` may be told
   * which span it is.
   */
  work(onSpan: OnSpan): Promise<{ readonly status: string; readonly value: T }>;
};

/** The steps of one visit, in order. */
export type Scenario = {
  readonly name: string;
  /** The routes of its requests, for thresholds and the plan; undefined where they are not known before. */
  readonly routes: readonly string[] | undefined;
  visit(visitor: Visitor): Promise<void>;
};

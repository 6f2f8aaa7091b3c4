import type { ServerResponse } from "node:http";

export type RouteContext = {
  readonly query: URLSearchParams;
  /** What the pattern's groups matched, decoded. */
  readonly captured: readonly string[];
  readonly response: ServerResponse;
};

/** Answers GET requests of a path: with what `answer` gives, as JSON, or by itself when that is undefined. */
export type Route = {
  readonly pattern: RegExp;
  answer(context: RouteContext): unknown;
};

export function route(pattern: RegExp, answer: Route["answer"]): Route {
  return { pattern, answer };
}

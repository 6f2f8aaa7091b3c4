import type { TraceSpan } from "../../jaeger/trace-span.ts";
import type { ExpectedHop } from "./expected-hops.ts";

/** A call of the visit as the spans show it. */
export type Hop = ExpectedHop & {
  readonly caller: TraceSpan | undefined;
  readonly callee: TraceSpan | undefined;
  /** The proxies' spans between the two. */
  readonly proxies: readonly TraceSpan[];
  /**
   * - `joined`: the callee's span descends from the caller's
   * - `split`: the callee's span is in another trace
   * - `gap`: both name the same trace, but a span between them is missing
   * - `silent`: no span of the callee
   * - `unseen`: no span of either
   */
  readonly state: "joined" | "split" | "gap" | "silent" | "unseen";
};

/** `web → emoji` */
export function hopName({ from, to }: Pick<Hop, "from" | "to">): string {
  return `${from} → ${to}`;
}

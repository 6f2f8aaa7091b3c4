import { setTimeout as delay } from "node:timers/promises";
import { createTraceTree, type TraceTree } from "../doctor/evidence/trace-tree.ts";
import type { JaegerClient } from "../jaeger/create-jaeger-client.ts";
import { JaegerError } from "../jaeger/jaeger-error.ts";
import type { TraceSpan } from "../jaeger/trace-span.ts";
import { isWhole } from "./is-whole.ts";

/** Services send their spans about once a second. */
const pollIntervalMs = 300;

export type FoundRequest = { readonly span: TraceSpan; readonly tree: TraceTree };

/**
 * Looks until the trace is whole twice in a row with the request's span in it and what that led to; undefined where
 * the signal aborts before, or Jaeger does not answer.
 */
export async function waitForRequest(
  jaeger: JaegerClient,
  { traceId, spanId }: { readonly traceId: string; readonly spanId: string },
  signal: AbortSignal,
): Promise<FoundRequest | undefined> {
  let wholeWith: number | undefined;
  try {
    for (;;) {
      const tree = createTraceTree(await jaeger.trace(traceId));
      const span = tree.spans.find((each) => each.spanId === spanId);
      const isThere = span !== undefined && tree.children(span).length > 0 && isWhole(tree);
      if (isThere && tree.spans.length === wholeWith) return { span, tree };
      wholeWith = isThere ? tree.spans.length : undefined;
      await delay(pollIntervalMs, undefined, { signal });
    }
  } catch (error) {
    if (error instanceof JaegerError || signal.aborted) return undefined;
    throw error;
  }
}

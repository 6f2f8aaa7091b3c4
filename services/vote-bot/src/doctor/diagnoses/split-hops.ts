import type { Evidence } from "../evidence/evidence.ts";
import { type Hop, hopName } from "../evidence/hop.ts";
import { headersRead, headersWritten, propagatorsOf } from "../evidence/propagation-headers.ts";

/** A hop at which a second trace began, for all requests that crossed it. */
export type SplitHop = {
  readonly from: string;
  readonly to: string;
  /** The headers that the caller sends. */
  readonly written: readonly string[];
  /** Those that the callee reads; undefined where none of its spans came. */
  readonly read: readonly string[] | undefined;
  /** OTEL_PROPAGATORS of both. */
  readonly propagators: { readonly from: string; readonly to: string | undefined };
  readonly evidence: readonly string[];
};

/** The hops at which the callee began a trace of its own. */
export function splitHops({ hops, visit }: Evidence): SplitHop[] {
  const split = hops.filter(({ state }) => state === "split");
  return [...Map.groupBy(split, hopName).values()].flatMap((same) => {
    const [hop] = same;
    if (hop?.caller === undefined) return [];
    const propagators = { from: propagatorsOf(hop.caller), to: hop.callee && propagatorsOf(hop.callee) };
    return [
      {
        from: hop.from,
        to: hop.to,
        written: headersWritten(propagators.from),
        read: propagators.to === undefined ? undefined : headersRead(propagators.to),
        propagators,
        evidence: same.map((each) => describe(each, visit.requests[each.requestIndex]?.webSpan?.traceId)),
      },
    ];
  });
}

function describe({ request, from, to, caller, callee }: Hop, answeredTraceId: string | undefined): string {
  const otherTraceId = callee?.traceId ?? answeredTraceId;
  return `${request}: ${from}'s span is in trace ${caller?.traceId}, ${to}'s in trace ${otherTraceId}`;
}

import type { Hop } from "../evidence/hop.ts";
import { hopName } from "../evidence/hop.ts";
import { isProxySpan } from "../evidence/is-proxy-span.ts";
import type { Diagnosis } from "../finding.ts";

/** Something between two services put its own span into the header, but the span did not come. */
export const proxySpansLost: Diagnosis = ({ hops, tree }) => {
  const broken = hops.filter(({ state, caller }) => state === "gap" && caller !== undefined);
  return [...Map.groupBy(broken, hopName)].map(([name, same]) => ({
    code: "proxy-spans-lost",
    summary: `${name}: a proxy between them is part of the trace, but its spans did not arrive`,
    evidence: same.map((hop) => {
      const top = topOf(hop, tree.ancestors);
      const whose = isProxySpan(top) ? "the callee's proxy" : hop.to;
      return `${hop.request}: the parent that ${whose} names (${top.parentSpanId}) is neither ${hop.from}'s nor there`;
    }),
    advice: [
      "let the proxies export to this Jaeger: LINKERD2_PROXY_TRACE_COLLECTOR_SVC_ADDR and _SVC_NAME; the collector must be meshed",
      "they send every 10 s: with --timeout below 15s, their spans may just be late",
    ],
  }));
};

/** The span at which the way up from the callee ends. */
function topOf(
  { callee }: Hop,
  ancestors: (span: NonNullable<Hop["callee"]>) => readonly NonNullable<Hop["callee"]>[],
) {
  const span = callee as NonNullable<Hop["callee"]>;
  return ancestors(span).at(-1) ?? span;
}

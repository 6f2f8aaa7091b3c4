import { isProxySpan } from "../evidence/is-proxy-span.ts";
import type { Diagnosis } from "../finding.ts";

/** Proxies that made spans of this visit, but in a trace without the apps. */
export const proxiesApart: Diagnosis = ({ tree }) => {
  const traces = [...Map.groupBy(tree.spans, ({ traceId }) => traceId)];
  return traces
    .filter(([, spans]) => spans.every((span) => isProxySpan(span)))
    .map(([traceId, [first, ...others]]) => ({
      code: "proxies-apart",
      summary: "the proxies' spans do not join: they are in a trace without the services",
      evidence: [`trace ${traceId} holds ${others.length + 1} proxy spans of ${first?.name} and nothing else`],
      advice: ["send one format of trace context only, W3C's: unset OTEL_PROPAGATORS; proxies follow just one header"],
    }));
};

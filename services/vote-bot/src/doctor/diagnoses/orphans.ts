import type { TraceSpan } from "../../jaeger/trace-span.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { isProxySpan, proxyDirection } from "../evidence/is-proxy-span.ts";
import { orphansOf } from "../evidence/trace-tree.ts";
import type { Diagnosis } from "../finding.ts";

/** Spans of the visit whose parent is missing, where nothing says more of the reason. */
export const orphans: Diagnosis = (evidence) => {
  const found = orphansOf(evidence.tree).filter(({ traceId }) => traceId === evidence.visit.traceId);
  if (found.length === 0) return [];
  const senders = [...new Set(found.map((span) => senderOf(span, evidence)))];
  return [
    {
      code: "orphans",
      summary: `${found.length} ${found.length === 1 ? "span has" : "spans have"} a parent that did not arrive`,
      evidence: found.map(
        (span) =>
          `${span.service}: ${span.name} names the parent ${span.parentSpanId}, which ${senderOf(span, evidence)} should have sent`,
      ),
      advice: [`look into the log of ${senders.join(" and ")} for spans that were dropped`],
    },
  ];
};

/** Who made the parent: the caller of a server's span, else the service itself. */
function senderOf(span: TraceSpan, { hops }: Evidence): string {
  if (isProxySpan(span)) return proxyDirection(span) === "inbound" ? "the caller or its proxy" : "the proxy's service";
  if (span.kind !== "SERVER") return span.service;
  return hops.find(({ to }) => to === span.service)?.from ?? "its caller";
}

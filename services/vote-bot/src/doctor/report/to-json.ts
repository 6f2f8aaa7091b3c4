import { isProxySpan } from "../evidence/is-proxy-span.ts";
import { notesOf } from "./notes.ts";
import type { Report } from "./report.ts";

/** Raised when a field changes its meaning or goes; new fields leave it. */
const version = 1;

/**
 * The report for programs:
 * `{version, verdict: "joined"|"not joined", traceId, traceUrl, requests: [{request, status}],
 * hops: [{request, from, to, state, proxySpans}], findings: [{code, summary, evidence, advice}], notes,
 * spans: [{traceId, spanId, parentSpanId, service, kind, name, isProxy, isError, startMs, durationMs}]}`;
 * spans by start, `startMs` since the first, a root's parent is "".
 */
export function toJson(report: Report) {
  const { evidence, findings, traceUrl } = report;
  const { tree, visit, hops } = evidence;
  const firstMs = tree.spans[0]?.startMs ?? 0;
  return {
    version,
    verdict: findings.length === 0 ? "joined" : "not joined",
    traceId: visit.traceId,
    traceUrl,
    requests: visit.requests.map(({ request, status }) => ({ request, status })),
    hops: hops.map(({ request, from, to, state, proxies }) => ({
      request,
      from,
      to,
      state,
      proxySpans: proxies.length,
    })),
    findings,
    notes: notesOf(report),
    spans: tree.spans.map((span) => ({
      traceId: span.traceId,
      spanId: span.spanId,
      parentSpanId: span.parentSpanId,
      service: span.service,
      kind: span.kind,
      name: span.name,
      isProxy: isProxySpan(span),
      isError: span.isError,
      startMs: roundedMs(span.startMs - firstMs),
      durationMs: roundedMs(span.durationMs),
    })),
  };
}

/** The same for an examination that could not be made. */
export function unreachableJson(reason: string) {
  return { version, verdict: "unreachable", reason };
}

function roundedMs(durationMs: number): number {
  return Math.round(durationMs * 1_000) / 1_000;
}

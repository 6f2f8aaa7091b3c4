import { createJaegerClient } from "../jaeger/create-jaeger-client.ts";
import type { Report, Spent, TracedRequest } from "../report/report.ts";
import { timeSpent } from "./time-spent.ts";
import { waitForRequest } from "./wait-for-request.ts";

/** Of the slowest and the failed together. */
const mostExplained = 10;
const mostFailed = 5;
/** What the end of a run may be delayed by, unless told. */
const usualWaitMs = 3_000;

/**
 * Adds where their time went to requests that the report names, by their traces at `jaegerUrl`. It is left out where
 * a trace is not whole within `waitMs` or before `signal` aborts; that Jaeger is away is no error.
 */
export async function explainReport(
  report: Report,
  jaegerUrl: URL,
  signal: AbortSignal,
  waitMs = usualWaitMs,
): Promise<Report> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
  const jaeger = createJaegerClient(jaegerUrl, either);
  const spentBySpan = new Map<string, readonly Spent[]>();
  const explain = async (request: TracedSpan) => {
    const found = await waitForRequest(jaeger, request, either);
    if (found !== undefined) spentBySpan.set(request.spanId, timeSpent(found.span, found.tree));
  };
  await Promise.all(toExplain(report).map(explain));
  const explained = (request: TracedRequest): TracedRequest => {
    const spent = spentBySpan.get(request.spanId ?? "");
    return spent === undefined ? request : { ...request, spent: [...spent] };
  };
  return { ...report, slowest: report.slowest.map(explained), failed: report.failed.map(explained) };
}

type TracedSpan = TracedRequest & { readonly spanId: string };

/** Each once, though one that failed may be among the slowest too. */
function toExplain({ slowest, failed }: Report): TracedSpan[] {
  const requests = [...failed.filter(hasServed).slice(0, mostFailed), ...slowest.filter(hasServed)];
  return [...new Map(requests.map((request) => [request.spanId, request])).values()].slice(0, mostExplained);
}

/** Whether the trace can tell more than that nobody was there to answer. */
function hasServed(request: TracedRequest): request is TracedSpan {
  return request.spanId !== undefined && (request.status !== "none" || request.outcome === "timeout");
}

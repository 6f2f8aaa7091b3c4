import { printable } from "../../terminal/printable.ts";
import { formatDuration, formatMs } from "../../terminal/quantities.ts";
import type { TracedRequest } from "../report.ts";
import { whereSpent } from "../where-spent.ts";
import type { Look, Section } from "./look.ts";
import { wrapAfter } from "./wrap.ts";

/** The slowest requests, each with its trace. */
export const slowestRequests: Section = ({ slowest }, look) =>
  listing(
    "Slowest requests",
    slowest,
    (request) => `${nameOf(request)}, service time ${formatMs(request.serviceTimeMs)}`,
    look,
  );

/** Requests that failed, each with its reason and its trace. */
export const failedRequests: Section = ({ failed }, look) => listing("Failed requests", failed, whyFailed, look);

function listing(
  title: string,
  requests: readonly TracedRequest[],
  tell: (request: TracedRequest) => string,
  { columns, paint }: Look,
): string[] {
  if (requests.length === 0) return [];
  const width = Math.max(...requests.map(({ durationMs }) => formatMs(durationMs).length));
  return [
    paint("bold", title),
    ...requests.flatMap((request) => {
      const { durationMs, scenario, visit, at, spent } = request;
      const lead = `  ${formatMs(durationMs).padStart(width)}  `;
      const where = `${scenario} visit ${visit} at ${formatDuration(at * 1_000)}`;
      const text = `${tell(request)}; ${where}`;
      return [
        ...wrapAfter(lead, printable(text), columns),
        paint("dim", `${" ".repeat(lead.length)}${printable(traceOf(request))}`),
        ...(spent === undefined ? [] : wrapAfter(" ".repeat(lead.length), printable(whereSpent(spent)), columns)),
      ];
    }),
  ];
}

function nameOf({ method, route, status }: TracedRequest): string {
  return `${method} ${route} ${status}`;
}

/** Most reasons name the request already. */
function whyFailed(request: TracedRequest): string {
  const { method, route, reason } = request;
  return reason.startsWith(`${method} ${route} `) ? reason : `${nameOf(request)}, ${reason}`;
}

/** An address is not shortened: it is to be copied. */
function traceOf({ traceId, sampled, url }: TracedRequest): string {
  if (!sampled) return `trace ${traceId}, not sampled`;
  return url ?? `trace ${traceId}`;
}

import { formatCount, formatMs, noValue } from "../../terminal/quantities.ts";
import type { Report, TracedRequest } from "../report.ts";
import { whereSpent } from "../where-spent.ts";
import { html, type Markup } from "./markup.ts";
import { numbers, prose, renderTable, words } from "./render-table.ts";

/** The errors by type, each with the trace of its first. */
export function errorTable({ errors }: Report): Markup {
  const rows = errors.map(({ type, count, reason, traceId }) => ({
    cells: [type, formatCount(count), reason, html`<span class="trace">${traceId}</span>`],
    isFailed: true,
  }));
  return renderTable(
    "Errors",
    [...words("type"), ...numbers("count"), ...prose("why"), ...words("first in trace")],
    rows,
  );
}

/** The slowest requests and those that failed, each with its trace. */
export function tracedTables({ slowest, failed }: Report): Markup {
  return html`${tracedTable("Slowest requests", slowest)}${tracedTable("Failed requests", failed)}`;
}

function tracedTable(title: string, requests: readonly TracedRequest[]): Markup {
  const hasReasons = requests.some(({ reason }) => reason !== "");
  const areExplained = requests.some(({ spent }) => spent !== undefined);
  return renderTable(
    title,
    [
      ...words("request", "status"),
      ...numbers("duration", "service time"),
      ...words("visit"),
      ...(hasReasons ? prose("why") : []),
      ...(areExplained ? prose("where the time went") : []),
      ...words("trace"),
    ],
    requests.map((request) => ({
      cells: [
        `${request.method} ${request.route}`,
        request.status,
        formatMs(request.durationMs),
        formatMs(request.serviceTimeMs),
        `${request.scenario} ${request.visit} at ${request.at.toFixed(2)} s`,
        ...(hasReasons ? [request.reason] : []),
        ...(areExplained ? [request.spent ? whereSpent(request.spent) : noValue] : []),
        traceLink(request),
      ],
      isFailed: request.outcome === "error" || request.outcome === "timeout",
    })),
  );
}

/** A saved run may come from anywhere: only web addresses become links. */
function traceLink({ traceId, sampled, url = "" }: TracedRequest): Markup {
  if (!sampled) return html`<span class="trace">${traceId}</span> (not sampled)`;
  const isLink = URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
  return isLink ? html`<a class="trace" href="${url}">${traceId}</a>` : html`<span class="trace">${traceId}</span>`;
}

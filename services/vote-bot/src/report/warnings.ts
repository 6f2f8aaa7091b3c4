import { plural } from "../terminal/quantities.ts";
import type { Report } from "./report.ts";

/** Beyond it, what is measured is partly the generator itself. */
const maxLagP99Ms = 10;

type Seen = { readonly isOverfull: boolean; readonly spansLost: number };

/** What makes a report's numbers less than they seem, in plain words. */
export function warningsOf(report: Report, { isOverfull, spansLost }: Seen): string[] {
  const { visits, requests, trends, load } = report;
  const lagP99Ms = trends["dispatch_lag"]?.p99 ?? 0;
  const warnings: readonly (string | false)[] = [
    lagP99Ms > maxLagP99Ms &&
      `the generator itself was late: 1 % of the visits started more than ${lagP99Ms.toFixed(0)} ms after their time, so the times below are partly its own; use less load or a faster machine`,
    visits.dropped > 0 &&
      `${plural(visits.dropped, "visit")} of ${visits.planned} were not started, because ${load.maxInFlight} were under way or the target was away: the load was less than asked for; raise --max-in-flight, or take it as the target's limit`,
    requests.aborted > 0 &&
      `${plural(requests.aborted, "request")} had no answer ${load.gracefulStopMs / 1_000} s after the end and were cut off: they are in no percentile; raise --graceful-stop`,
    requests.resent > 0 &&
      `${plural(requests.resent, "request")} had to be sent again, as the target closed idle connections just then`,
    load.model === "closed" &&
      "a closed model: while the target is slow fewer requests are sent, so the percentiles look better than users have it; the open model does not wait",
    isOverfull &&
      "more kinds of requests than are told apart (100 routes, 200 with their statuses): the rest is counted as one; give requests with ids in their path a `route`",
    spansLost > 0 &&
      `${plural(spansLost, "span")} of this process were lost: some of the traces named below are not whole`,
  ];
  return warnings.filter((warning) => warning !== false);
}

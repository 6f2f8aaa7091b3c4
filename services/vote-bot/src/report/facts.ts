import { formatCount, formatDuration, formatRate, plural } from "../terminal/quantities.ts";
import type { Report } from "./report.ts";

/** Something about the run as a whole; one without a name goes on with the one before. */
export type Fact = { readonly name: string; readonly text: string };

/** What was asked for. */
export function factsOfLoad({ target, load, startedAt }: Report): Fact[] {
  const limits = [
    `${load.model} model`,
    ...(load.model === "open" ? [`at most ${plural(load.maxInFlight, "visit")} in flight`] : []),
    `timeout ${formatDuration(load.timeoutMs)}`,
    `graceful stop ${formatDuration(load.gracefulStopMs)}`,
    ...(load.warmupMs === 0 ? [] : [`warm-up ${formatDuration(load.warmupMs)}`]),
    load.connections === "keep-alive" ? "connections kept" : "new connections every visit",
  ];
  return [
    { name: "target", text: target },
    { name: "load", text: load.description },
    { name: "limits", text: limits.join(", ") },
    { name: "seed", text: load.seed },
    { name: "traces", text: load.trace },
    { name: "started", text: startedAt },
  ];
}

const outcomes = ["ok", "expected", "error", "timeout"] as const;

/** What became of it. Every whole is the sum that stands after it. */
export function factsOfCounts(report: Report): Fact[] {
  const { visits, warmupVisits, requests } = report;
  return [
    { name: "visits", text: balance(visits, "planned", ["started", "dropped"]) },
    ...(visits.planned === 0
      ? []
      : [
          { name: "", text: balance(visits, "started", ["completed", "aborted"]) },
          { name: "", text: balance(visits, "completed", outcomes) },
        ]),
    { name: "requests", text: balance(requests, "sent", [...outcomes, "aborted"]) },
    ...(requests.sent === 0 ? [] : [{ name: "", text: paceOf(report) }]),
    ...(warmupVisits.planned === 0 ? [] : [{ name: "warm-up", text: warmupOf(report) }]),
  ];
}

/** `12 sent = 10 ok + 2 error`; the parts of nothing are left out. */
function balance<Name extends string>(
  counts: Readonly<Record<Name, number>>,
  whole: Name,
  parts: readonly Name[],
): string {
  const left = `${formatCount(counts[whole])} ${whole}`;
  return counts[whole] === 0
    ? left
    : `${left} = ${parts.map((part) => `${formatCount(counts[part])} ${part}`).join(" + ")}`;
}

function paceOf({ visits, requests, requestRate, connectionsOpened, elapsedMs }: Report): string {
  const visitRate = elapsedMs === 0 ? 0 : visits.started / (elapsedMs / 1_000);
  return [
    `${formatRate(requestRate)} from ${formatRate(visitRate)} visits`,
    `${plural(connectionsOpened, "connection")} opened`,
    ...(requests.resent === 0 ? [] : [`${formatCount(requests.resent)} sent again on a fresh connection`]),
  ].join(", ");
}

function warmupOf({ warmupVisits: { started, error, timeout } }: Report): string {
  return `${plural(started, "visit")}, ${formatCount(error + timeout)} failed; in no other number`;
}

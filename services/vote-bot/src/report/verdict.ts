import { formatDuration, formatShare, plural } from "../terminal/quantities.ts";
import type { Report } from "./report.ts";

/** `doubtful`: nothing was broken that was asked for, but not everything went well. */
export type Verdict = { readonly tone: "good" | "doubtful" | "bad"; readonly text: string };

const marks: Record<Verdict["tone"], string> = { good: "✓", doubtful: "!", bad: "✗" };

/** The run in one line. */
export function verdictOf(report: Report): Verdict {
  const tone = toneOf(report);
  return { tone, text: `${marks[tone]} ${howItEnded(report)}: ${whatCame(report)}` };
}

/** Requests that failed, of those that ended by themselves. */
function failuresOf({ requests }: Report): { readonly failed: number; readonly ended: number } {
  return { failed: requests.error + requests.timeout, ended: requests.sent - requests.aborted };
}

function toneOf(report: Report): Verdict["tone"] {
  if (report.exitCode !== 0) return "bad";
  if (report.thresholds.length > 0) return "good";
  const isFlawless = failuresOf(report).failed === 0 && report.visits.dropped === 0 && report.requests.sent > 0;
  return isFlawless ? "good" : "doubtful";
}

function howItEnded({ end, elapsedMs, exitCode, target }: Report): string {
  const elapsed = formatDuration(elapsedMs);
  switch (end) {
    case "finished":
      return exitCode === 0 ? `finished after ${elapsed}` : `failed after ${elapsed}`;
    case "stopped":
      return exitCode === 0 ? `stopped from outside after ${elapsed}` : `failed, stopped from outside after ${elapsed}`;
    case "aborted":
      return `aborted from outside after ${elapsed}`;
    case "threshold":
      return `aborted by a threshold after ${elapsed}`;
    case "unreachable":
      return `nothing ever connected to ${target} in ${elapsed}`;
  }
}

function whatCame(report: Report): string {
  const { requests, thresholds } = report;
  const { failed, ended } = failuresOf(report);
  const met = thresholds.filter((threshold) => threshold.met).length;
  return [
    requests.sent === 0 ? "not a single request was sent" : plural(requests.sent, "request"),
    ...(ended === 0 ? [] : [failed === 0 ? "none failed" : `${formatShare(failed, ended)} failed`]),
    ...(thresholds.length === 0 ? [] : [`${met} of ${plural(thresholds.length, "threshold")} met`]),
  ].join(", ");
}

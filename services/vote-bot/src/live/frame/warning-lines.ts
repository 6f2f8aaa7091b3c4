import { formatCount, formatMs } from "../../terminal/quantities.ts";
import type { LiveSnapshot } from "../live-snapshot.ts";
import { type Line, labelled } from "./line.ts";

const lateMs = 10;

/** Whether visits start so late that the generator itself is what is measured. */
export function isLate({ dispatchLagP99Ms }: LiveSnapshot): boolean {
  return dispatchLagP99Ms > lateMs;
}

/** What makes the figures less than they seem. */
export function warningLines(snapshot: LiveSnapshot): Line[] {
  const { visits, dispatchLagP99Ms } = snapshot;
  const dropped = `${formatCount(visits.dropped)} of ${formatCount(visits.planned)} visits dropped`;
  return [
    ...(visits.dropped > 0 ? [`${dropped}: --max-in-flight was reached`] : []),
    ...(isLate(snapshot) ? [`the generator itself is late: lag p99 ${formatMs(dispatchLagP99Ms)}`] : []),
  ].map((text) => labelled("warning", [[text]], "red"));
}

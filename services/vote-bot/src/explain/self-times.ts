import type { TraceTree } from "../doctor/evidence/trace-tree.ts";
import type { TraceSpan } from "../jaeger/trace-span.ts";

export type SelfTime = { readonly span: TraceSpan; readonly ms: number };

type Interval = { readonly startMs: number; readonly endMs: number };
/** A span on the clock of the top one, cut to its parent's time; `offsetMs` is what its own clock is moved by. */
type Placed = { readonly span: TraceSpan; readonly time: Interval; readonly offsetMs: number };

/** Of `top` and each span below it: the milliseconds in which none of its children ran. */
export function selfTimes(top: TraceSpan, tree: TraceTree): SelfTime[] {
  const placed: Placed[] = [{ span: top, time: intervalOf(top, 0), offsetMs: 0 }];
  const times: SelfTime[] = [];
  for (const parent of placed) {
    // The top would be below itself only in a trace that is a loop.
    const children = tree.children(parent.span).filter((child) => child !== top);
    const placedChildren = children.map((child) => place(child, parent));
    placed.push(...placedChildren);
    const ms = lengthOf(parent.time) - unionMs(placedChildren.map(({ time }) => time));
    times.push({ span: parent.span, ms });
  }
  return times;
}

/**
 * A span of another process that would fit into its parent's time has a clock that is off where it does not lie in it:
 * it is moved by the least that puts it there, and all below it with it. What then is outside is cut off.
 */
function place(span: TraceSpan, parent: Placed): Placed {
  const { time: outer } = parent;
  const told = intervalOf(span, parent.offsetMs);
  const isOtherClock = span.service !== parent.span.service || span.kind === "SERVER";
  const fits = lengthOf(told) <= lengthOf(outer);
  const startMs =
    isOtherClock && fits ? clamp(told.startMs, outer.startMs, outer.endMs - lengthOf(told)) : told.startMs;
  const offsetMs = parent.offsetMs + startMs - told.startMs;
  return { span, time: cut(intervalOf(span, offsetMs), outer), offsetMs };
}

/** The time that the intervals cover together. */
function unionMs(intervals: readonly Interval[]): number {
  let [coveredMs, untilMs] = [0, -Infinity];
  for (const { startMs, endMs } of intervals.toSorted((a, b) => a.startMs - b.startMs)) {
    coveredMs += Math.max(0, endMs - Math.max(startMs, untilMs));
    untilMs = Math.max(untilMs, endMs);
  }
  return coveredMs;
}

function intervalOf({ startMs, durationMs }: TraceSpan, offsetMs: number): Interval {
  return { startMs: startMs + offsetMs, endMs: startMs + offsetMs + durationMs };
}

function cut({ startMs, endMs }: Interval, outer: Interval): Interval {
  return {
    startMs: clamp(startMs, outer.startMs, outer.endMs),
    endMs: clamp(endMs, outer.startMs, outer.endMs),
  };
}

function lengthOf({ startMs, endMs }: Interval): number {
  return endMs - startMs;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

import { formatCount, formatDuration, formatMs, formatRate } from "../../terminal/quantities.ts";
import type { SeriesPoint } from "../report.ts";
import type { Section } from "./look.ts";
import { sparkline } from "../../terminal/sparkline.ts";
import { condense } from "./condense.ts";

type Line = {
  readonly name: string;
  valueOf(point: SeriesPoint, intervalSeconds: number): number | null;
  merge(values: readonly number[]): number;
  format(value: number): string;
  /** Left out where nothing of it happened. */
  readonly hidesZero: boolean;
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const most = (values: readonly number[]) => values.reduce((top, value) => Math.max(top, value), 0);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

const lines: readonly Line[] = [
  { name: "target", valueOf: ({ target }) => target, merge: mean, format: formatRate, hidesZero: true },
  {
    name: "visits",
    valueOf: ({ started }, seconds) => started / seconds,
    merge: mean,
    format: formatRate,
    hidesZero: false,
  },
  { name: "in flight", valueOf: ({ inFlight }) => inFlight, merge: most, format: formatCount, hidesZero: false },
  { name: "p50", valueOf: ({ p50 }) => p50, merge: most, format: formatMs, hidesZero: false },
  { name: "p99", valueOf: ({ p99 }) => p99, merge: most, format: formatMs, hidesZero: false },
  { name: "failed", valueOf: ({ failed }) => failed, merge: total, format: formatCount, hidesZero: true },
  { name: "dropped", valueOf: ({ dropped }) => dropped, merge: total, format: formatCount, hidesZero: true },
  { name: "lag", valueOf: ({ lag }) => lag, merge: most, format: formatMs, hidesZero: true },
];

/** Sparklines over the time of the run, each with the value of its tallest mark. */
export const overTime: Section = ({ series: { points, intervalSeconds } }, { columns, paint }) => {
  const width = Math.min(60, columns - 36);
  const drawn = lines.flatMap(({ name, valueOf, merge, format, hidesZero }) => {
    const values = condense(
      points.map((point) => valueOf(point, intervalSeconds) ?? undefined),
      width,
      merge,
    );
    const present = values.filter((value) => value !== undefined);
    if (present.length === 0 || (hidesZero && most(present) === 0)) return [];
    return [`  ${name.padEnd(9)}  ${sparkline(values)}  at most ${format(most(present))}`];
  });
  if (drawn.length === 0) return [];
  const markMs = Math.max(1, Math.ceil(points.length / width)) * intervalSeconds * 1_000;
  return [paint("bold", `Over time (a mark is ${formatDuration(markMs)})`), ...drawn];
};

import { requestClocks } from "../clocks.ts";
import { formatMs, formatMsNumber } from "../../terminal/quantities.ts";
import type { Latency, Report } from "../report.ts";
import type { Look, Section } from "./look.ts";

const maxBarWidth = 60;
const percentiles = ["min", "p50", "p90", "p95", "p99", "p99_9", "max"] as const;

/** A picture of the distribution by both clocks: what `░` adds passed before the send. */
export const percentileBars: Section = (report, look) => [...bars(report, "http", look), ...bars(report, "grpc", look)];

function bars(report: Report, protocol: "http" | "grpc", { columns, paint }: Look): string[] {
  const clocks = requestClocks(report, protocol);
  if (clocks === undefined) return [];
  const { duration, serviceTime } = clocks;
  const width = Math.min(maxBarWidth, columns - 28);
  const scale = createLogScale(Math.min(positive(duration), positive(serviceTime)), duration.max, width);
  return [
    paint("bold", `Percentiles, ${protocol} (█ service time, █░ from the intended start; log scale)`),
    ...percentiles.map((name) => {
      const whole = Math.max(1, scale.position(duration[name]));
      const served = Math.min(whole, Math.max(1, scale.position(serviceTime[name])));
      const bar = `${"█".repeat(served)}${"░".repeat(whole - served)}`;
      return `${lead(name.replace("_", "."), formatMs(duration[name]))}${bar}`;
    }),
    paint("dim", `${lead("", "")}${scale.axis}`.trimEnd()),
  ];
}

const lead = (name: string, value: string) => `  ${name.padEnd(6)}${value.padStart(10)}  `;

/** The least time that a logarithm has. */
function positive({ min, p50 }: Latency): number {
  return [min, p50].find((value) => value > 0) ?? 0.01;
}

function createLogScale(leastMs: number, mostMs: number, width: number) {
  const from = Math.floor(Math.log10(leastMs));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(mostMs, leastMs))));
  const position = (valueMs: number) =>
    valueMs <= 0 ? 0 : Math.round((width * (Math.log10(valueMs) - from)) / (to - from));
  const axis = Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index)).reduce(
    (line, decade) =>
      `${line.padEnd(position(decade))}${line !== "" && line.length >= position(decade) ? "" : label(decade)}`,
    "",
  );
  return { position, axis };
}

/** `0.1`, `1`, `1,000`: a power of ten needs no other digits. */
function label(decadeMs: number): string {
  return decadeMs < 1 ? String(decadeMs) : formatMsNumber(decadeMs).replace(/\.0$/, "");
}

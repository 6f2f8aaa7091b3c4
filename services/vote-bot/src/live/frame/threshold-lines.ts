import type { LiveSnapshot, LiveThreshold } from "../live-snapshot.ts";
import { cut, type Line, labelColumns, labelled } from "./line.ts";

const maxShown = 4;

/** A line a threshold with its value; of too many, those that are not met come first. */
export function thresholdLines({ thresholds }: LiveSnapshot, width: number): Line[] {
  if (thresholds.length === 0) return [];
  const fits = thresholds.length <= maxShown;
  const shown = fits ? thresholds : brokenFirst(thresholds).slice(0, maxShown - 1);
  const figureColumns = Math.max(...shown.map((threshold) => figureOf(threshold).length));
  const room = Math.max(0, width - labelColumns - 2 - 2 - figureColumns);
  const sourceColumns = Math.min(room, Math.max(...shown.map(({ source }) => source.length)));
  const lines = shown.map((threshold) => thresholdLine(threshold, sourceColumns));
  const others: Line[] = fits ? [] : [[[`… and ${thresholds.length - shown.length} more`, "dim"]]];
  return [...lines, ...others].map((line, index) => labelled(index === 0 ? "thresholds" : "", line));
}

function thresholdLine(threshold: LiveThreshold, sourceColumns: number): Line {
  const source = cut(threshold.source, sourceColumns).padEnd(sourceColumns);
  return [markOf(threshold), [` ${source}  `], [figureOf(threshold)]];
}

function markOf({ isMet }: LiveThreshold): Line[number] {
  if (isMet === undefined) return ["…", "dim"];
  return isMet ? ["✓", "green"] : ["✗", "red"];
}

function figureOf({ actual }: LiveThreshold): string {
  return actual ?? "–";
}

function brokenFirst(thresholds: readonly LiveThreshold[]): LiveThreshold[] {
  return thresholds.toSorted((a, b) => Number(b.isMet === false) - Number(a.isMet === false));
}

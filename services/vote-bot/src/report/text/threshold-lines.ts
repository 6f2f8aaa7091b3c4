import { printable } from "../../terminal/printable.ts";
import type { Section } from "./look.ts";
import { wrapAfter } from "./wrap.ts";

/** What the run was judged by. */
export const thresholdLines: Section = ({ thresholds }, { columns, paint }) => {
  if (thresholds.length === 0) return [];
  const width = Math.max(...thresholds.map(({ actual }) => actual.length));
  return [
    paint("bold", "Thresholds"),
    ...thresholds.flatMap(({ source, actual, met }) => {
      const lead = `  ${met ? "✓" : "✗"} ${printable(actual).padStart(width)}  `;
      return wrapAfter(lead, printable(source), columns).map((line) => paint(met ? "green" : "red", line));
    }),
  ];
};

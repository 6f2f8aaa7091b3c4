import { printable } from "../../terminal/printable.ts";
import { clocksOf, omissionNotes } from "../clocks.ts";
import { formatMsNumber } from "../../terminal/quantities.ts";
import type { Section } from "./look.ts";
import { renderTable } from "./table.ts";
import { wrapAfter } from "./wrap.ts";

/** The clocks side by side, so that waiting before the send is seen. */
export const clockTable: Section = (report, look) => {
  const clocks = clocksOf(report);
  if (clocks.length === 0) return [];
  const titles = ["p50", "p90", "p99", "p99.9", "max"].map((title) => ({ title, align: "right" }) as const);
  const rows = clocks.map(({ name, latency: { p50, p90, p99, p99_9, max } }) => ({
    cells: [printable(name), ...[p50, p90, p99, p99_9, max].map(formatMsNumber)],
    colour: "plain" as const,
  }));
  return [
    look.paint("bold", "Clocks (ms)"),
    ...renderTable([{ title: "", align: "left" }, ...titles], rows, look),
    ...omissionNotes(report).flatMap((note) => wrapAfter("  ", note, look.columns)),
  ];
};

import type { Colour } from "../../terminal/paint.ts";
import { printable } from "../../terminal/printable.ts";
import { type Verdict, verdictOf } from "../verdict.ts";
import type { Section } from "./look.ts";
import { wrapAfter } from "./wrap.ts";

const colours: Record<Verdict["tone"], Colour> = { good: "green", doubtful: "yellow", bad: "red" };

/** How the run went, in one line. */
export const verdictLine: Section = (report, { columns, paint }) => {
  const { tone, text } = verdictOf(report);
  return wrapAfter("", printable(text), columns).map((line) => paint(colours[tone], line));
};

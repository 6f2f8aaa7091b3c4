import { printable } from "../../terminal/printable.ts";
import { type Fact, factsOfCounts, factsOfLoad } from "../facts.ts";
import type { Look, Section } from "./look.ts";
import { wrapAfter } from "./wrap.ts";

/** What was asked for. */
export const loadLines: Section = (report, look) => factLines(factsOfLoad(report), look);

/** What became of the visits and the requests. */
export const countLines: Section = (report, look) => factLines(factsOfCounts(report), look);

function factLines(facts: readonly Fact[], { columns }: Look): string[] {
  return facts.flatMap(({ name, text }) => wrapAfter(`  ${name.padEnd(9)}  `, printable(text), columns));
}

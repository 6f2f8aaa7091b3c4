import { printable } from "../../terminal/printable.ts";
import { formatCount } from "../../terminal/quantities.ts";
import type { Section } from "./look.ts";
import { wrapAfter } from "./wrap.ts";

/** The errors by type: how many, why, and the trace of the first. */
export const errorLines: Section = ({ errors }, { columns, paint }) => {
  if (errors.length === 0) return [];
  const width = Math.max(...errors.map(({ count }) => formatCount(count).length));
  return [
    paint("bold", "Errors"),
    ...errors.flatMap(({ type, count, reason, traceId }) => {
      const lead = `  ${formatCount(count).padStart(width)}  `;
      return [
        ...wrapAfter(lead, printable(`${type}: ${reason}`), columns).map((line) => paint("red", line)),
        paint("dim", `${" ".repeat(lead.length)}first in trace ${printable(traceId)}`),
      ];
    }),
  ];
};

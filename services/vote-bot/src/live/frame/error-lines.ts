import { formatCount } from "../../terminal/quantities.ts";
import type { LiveSnapshot } from "../live-snapshot.ts";
import { type Line, labelled } from "./line.ts";

/** As many as one line has space for. */
const maxShown = 3;

export function errorLines({ errors }: LiveSnapshot): Line[] {
  if (errors.length === 0) return [];
  const shown = errors.slice(0, maxShown).map(({ type, count }) => `${type} ${formatCount(count)}`);
  const others = errors.length - shown.length;
  const more = others === 0 ? [] : [`${others} more`];
  return [labelled("errors", [[[...shown, ...more].join(", ")]], "red")];
}

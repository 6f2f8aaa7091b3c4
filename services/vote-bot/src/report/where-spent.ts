import { formatMs } from "../terminal/quantities.ts";
import type { Spent } from "./report.ts";

/** `790 ms in voting INSERT ballots, 12.1 ms in web GET /api/vote`. */
export function whereSpent(spent: readonly Spent[]): string {
  return spent.map(({ service, operation, ms }) => `${formatMs(ms)} in ${service} ${operation}`).join(", ");
}

import { describeRunTime } from "./describe-duration.ts";

export const defaultUsers = 1;

/** The closed model: each user starts a visit when the last one is over, so a slow web is asked less. */
export type Closed = {
  readonly users: number;
  /** Infinity for a run without an end. */
  readonly durationMs: number;
};

/** One line for people: `closed: 20 users, each one visit after the other, for 30 s`. */
export function describeClosed({ users, durationMs }: Closed): string {
  const who = users === 1 ? "1 user," : `${users} users, each`;
  return `closed: ${who} one visit after the other, ${describeRunTime(durationMs)}`;
}

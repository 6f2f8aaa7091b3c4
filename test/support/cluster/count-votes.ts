import { expect, vi } from "vitest";
import { serviceUrl } from "./service-url.ts";

/** The votes of all emoji, once web can tell: a Service leads to new pods a moment after they are ready. */
export async function countVotes(): Promise<number> {
  const url = `${await serviceUrl("web-svc")}/api/leaderboard`;
  const read = async () => {
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    return (await answer.json()) as { votes: string }[];
  };
  const board = await vi.waitFor(read, { timeout: 15_000, interval: 200 });
  return board.reduce((sum, { votes }) => sum + Number(votes), 0);
}

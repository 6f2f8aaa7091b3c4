import { setTimeout as delay } from "node:timers/promises";
import { recordSpans } from "@emojivoto/shared/grpc/testing/record-spans.ts";
import { expect, test } from "vitest";
import { classic } from "../scenarios/classic.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { serve } from "../testing/serve.ts";
import { runAgainst } from "./testing/run-against.ts";

const list = JSON.stringify([":joy:", ":tada:", ":ghost:", ":fire:"].map((shortcode) => ({ shortcode })));

/** Twenty visits that are due, and what they chose by their numbers, against a web that waits as told before it answers. */
const visits = async (settings: Record<string, string>, waitMs: (request: number) => number) => {
  const seen = { keys: new Set<unknown>(), traceIds: new Set<unknown>(), requests: 0 };
  const target = await serve(async ({ url, headers }, response) => {
    const timeMs = waitMs(++seen.requests);
    if (url?.startsWith("/api/vote")) seen.keys.add(headers["idempotency-key"]);
    seen.traceIds.add(headers["x-request-id"]);
    if (timeMs > 0) await delay(timeMs);
    response.end(list);
  });
  const choices = new Map<number, string>();
  const scenario: Scenario = {
    ...classic,
    visit: (visitor) =>
      classic.visit({
        ...visitor,
        choose: (shortcodes) => {
          const choice = visitor.choose(shortcodes);
          choices.set(visitor.number, choice);
          return choice;
        },
      }),
  };
  const run = await runAgainst(target, { DOUGHNUT: "0.3", ...settings }, { scenario });
  expect(run.recorder.visits().planned).toBe(20);
  return { ...seen, choices };
};

test("visit n of a seed chooses the same whatever the timing, with keys and trace ids of its own", async () => {
  await recordSpans();
  const fast = await visits({ REQUEST_RATE: "400", TTL: "50ms" }, () => 0);
  const slow = await visits({ REQUEST_RATE: "200", TTL: "100ms" }, (request) => (request * 7) % 30);
  const dropping = await visits({ REQUEST_RATE: "200", TTL: "100ms", MAX_IN_FLIGHT: "3" }, () => 15);
  const other = await visits({ REQUEST_RATE: "400", TTL: "50ms", SEED: "autumn" }, () => 0);

  const inOrder = ({ choices }: typeof fast) => [...choices].toSorted(([a], [b]) => a - b);
  expect(fast.choices.size).toBe(20);
  expect(inOrder(slow)).toEqual(inOrder(fast));
  expect(inOrder(other)).not.toEqual(inOrder(fast));
  expect(dropping.choices.size).toBeLessThan(20);
  for (const [number, choice] of dropping.choices) expect(choice).toBe(fast.choices.get(number));

  for (const of of ["keys", "traceIds"] as const) {
    expect([fast[of].size, slow[of].size]).toEqual([20, 20]);
    expect(new Set([...fast[of], ...slow[of]]).size).toBe(40);
  }
});

import { expect, test } from "vitest";
import { runAgainst, oneGet } from "../run/testing/run-against.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { serve } from "../testing/serve.ts";

const twoGets: Scenario = {
  ...oneGet,
  visit: async (visitor) => {
    await oneGet.visit(visitor);
    await oneGet.visit(visitor);
  },
};

/** Five visits that follow each other, of two requests each; how many connections they took, by both sides. */
const connectionsOf = async (connections: string) => {
  const sockets = new Set<unknown>();
  const origin = await serve(({ socket }, response) => {
    sockets.add(socket);
    response.end();
  });
  const stop = new AbortController();
  let visits = 0;
  const scenario: Scenario = {
    ...twoGets,
    visit: async (visitor) => {
      await twoGets.visit(visitor);
      if (++visits === 5) stop.abort();
    },
  };
  const settings = { MODEL: "closed", CONNECTIONS: connections };
  const run = await runAgainst(origin, settings, { scenario, stop: stop.signal });
  expect(run.recorder.requests().ok).toBeGreaterThanOrEqual(10);
  expect(run.connections()).toEqual({ connectionsOpened: sockets.size, resent: 0 });
  return { connections: sockets.size, visits: run.recorder.visits().started };
};

test("kept connections serve one visit after the other", async () => {
  expect((await connectionsOf("keep-alive")).connections).toBe(1);
});

test("with a connection per visit each visit opens its own, and uses it for all its requests", async () => {
  const { connections, visits } = await connectionsOf("per-visit");
  expect(connections).toBe(visits);
});

test("HOST_OVERRIDE takes the place of the target's name in the Host header", async () => {
  const hosts: (string | undefined)[] = [];
  const origin = await serve(({ headers }, response) => {
    hosts.push(headers.host);
    response.end();
  });
  const oneVisit = { REQUEST_RATE: "1", TTL: "10ms" };
  await runAgainst(origin, oneVisit);
  await runAgainst(origin, { ...oneVisit, HOST_OVERRIDE: "vote.example:81" });
  expect(hosts).toEqual([origin.host, "vote.example:81"]);
});

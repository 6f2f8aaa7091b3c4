import { recordSpans } from "@emojivoto/shared/grpc/testing/record-spans.ts";
import { expect, test } from "vitest";
import { oneGet, runAgainst } from "../run/testing/run-against.ts";
import { serve } from "../testing/serve.ts";
import type { WebRequest } from "./web-request.ts";

const endless: Record<string, unknown> = {};
endless["itself"] = endless;

test.each<[what: string, request: Partial<WebRequest>, reason: RegExp, spans: readonly string[]]>([
  ["a header that is none", { headers: { a: "b\nc" } }, /Invalid character in header/, ["GET", "visit"]],
  ["a method that is none", { method: "GE T" }, /Method must be a valid HTTP token/, ["GE T", "visit"]],
  ["a body that is no JSON", { method: "POST", body: endless }, /circular/, ["visit"]],
  ["a path without its slash", { path: "other.test/" }, /expected a path that begins with `\/`, got/, ["visit"]],
])(
  "a request with %s is the scenario's error; nothing is sent, and no span is left open",
  async (_, request, reason, names) => {
    const spans = await recordSpans();
    let seen = 0;
    const target = await serve((_request, response) => {
      seen++;
      response.end();
    });
    const run = await runAgainst(
      target,
      { REQUEST_RATE: "1", TTL: "10ms" },
      {
        scenario: { ...oneGet, visit: async ({ send }) => void (await send({ method: "GET", path: "/", ...request })) },
      },
    );
    expect(run.recorder.errors()).toMatchObject([{ type: "scenario_error", count: 1 }]);
    expect(run.recorder.errors()[0]?.first.reason).toMatch(reason);
    expect(spans.items.map(({ name }) => name)).toEqual(names);
    expect([seen, run.connections().connectionsOpened]).toEqual([0, 0]);
  },
);

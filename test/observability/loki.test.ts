import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Loki, lokiProgram, startLoki } from "../support/start-loki.ts";
import { type Stack, startStack } from "../support/start-stack.ts";
import { readLogLines } from "./read-log-lines.ts";

const soon = { timeout: 20_000, interval: 100 };

describe.skipIf(lokiProgram === undefined)("with a real Loki (its program in LOKI_BIN)", () => {
  let loki: Loki;
  let stack: Stack;

  beforeAll(async () => {
    loki = await startLoki(lokiProgram!);
    stack = await startStack({ env: loki.env });
  });

  afterAll(async () => {
    await stack?.stop();
    await loki?.stop();
  });

  const vote = async (choice: string) => {
    const response = await fetch(`${stack.url}/api/vote?choice=${choice}`);
    return response.headers.get("x-request-id") ?? "";
  };

  test.each([":joy:", ":doughnut:"])(
    "a vote for %s is found by its trace id, in every service's lines",
    async (choice) => {
      const traceId = await vote(choice);
      expect(traceId).toMatch(/^[0-9a-f]{32}$/);
      await vi.waitFor(async () => {
        const lines = await readLogLines(loki, `{service_namespace="emojivoto"} | trace_id="${traceId}"`);
        expect(new Set(lines.map((line) => line["service_name"]))).toEqual(new Set(["web", "emoji", "voting"]));
      }, soon);
      const ofWeb = await readLogLines(loki, `{service_name="web"} | trace_id="${traceId}"`);
      expect(ofWeb.map((line) => line["route"])).toEqual(["/api/vote"]);
    },
  );

  test("every line of a request or a call has the id of its trace", async () => {
    const traceIds = await Promise.all(Array.from({ length: 20 }, () => vote(":joy:")));
    const ofRequests = `{service_namespace="emojivoto"} | route!="" or rpc!=""`;
    await vi.waitFor(async () => {
      const found = (await readLogLines(loki, ofRequests)).map((line) => line["trace_id"]);
      for (const traceId of traceIds) expect(found.filter((id) => id === traceId)).toHaveLength(3);
    }, soon);
    for (const line of await readLogLines(loki, ofRequests)) expect(line["trace_id"]).toMatch(/^[0-9a-f]{32}$/);
  });

  test("a trace id is no label, of which there would be one stream each", async () => {
    const response = await fetch(`${loki.url}/loki/api/v1/labels`);
    const { data } = (await response.json()) as { data: string[] };
    expect(data).toEqual(expect.arrayContaining(["service_name", "service_namespace"]));
    expect(data).not.toContain("trace_id");
  });
});

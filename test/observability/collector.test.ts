import { createJaegerClient } from "@emojivoto/vote-bot/jaeger/create-jaeger-client.ts";
import { expect, onTestFinished, test, vi } from "vitest";
import { jaegerProgram, startJaeger } from "../support/start-jaeger.ts";
import { lokiProgram, startLoki } from "../support/start-loki.ts";
import { startStack } from "../support/start-stack.ts";
import { readLogLines } from "./read-log-lines.ts";
import { startCollector } from "./start-collector.ts";

const soon = { timeout: 20_000, interval: 100 };

test.skipIf(jaegerProgram === undefined || lokiProgram === undefined)(
  "a collector brings traces to Jaeger, logs to Loki and metrics to Prometheus (JAEGER_BIN, LOKI_BIN)",
  async () => {
    const jaeger = await startJaeger(jaegerProgram!);
    onTestFinished(() => jaeger.stop());
    const loki = await startLoki(lokiProgram!);
    onTestFinished(() => loki.stop());
    const env = { JAEGER_OTLP_ENDPOINT: jaeger.otlpGrpc, LOKI_URL: loki.url };
    const collector = await startCollector(jaegerProgram!, env);
    const stack = await startStack({ env: collector.env });
    onTestFinished(() => stack.stop());

    const vote = await fetch(`${stack.url}/api/vote?choice=:joy:`);
    const traceId = vote.headers.get("x-request-id") ?? "";
    const client = createJaegerClient(new URL(jaeger.query));
    await vi.waitFor(async () => {
      const services = (await client.trace(traceId)).map(({ service }) => service);
      expect(new Set(services)).toEqual(new Set(["web", "emoji", "voting"]));
    }, soon);
    await vi.waitFor(async () => {
      const lines = await readLogLines(loki, `{service_namespace="emojivoto"} | trace_id="${traceId}"`);
      expect(new Set(lines.map((line) => line["service_name"]))).toEqual(new Set(["web", "emoji", "voting"]));
    }, soon);
    await vi.waitFor(async () => {
      const metrics = await (await fetch(collector.metrics)).text();
      const lines = metrics.split("\n").filter((line) => /^(http_server_.*_count|emojivoto_votes_total)/.test(line));
      expect(lines).toEqual([
        expect.stringMatching(/job="emojivoto\/voting".* 1$/),
        expect.stringMatching(/job="emojivoto\/web".* 1$/),
      ]);
    }, soon);
  },
);

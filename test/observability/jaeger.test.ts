import { createJaegerClient } from "@emojivoto/vote-bot/jaeger/create-jaeger-client.ts";
import type { TraceSpan } from "@emojivoto/vote-bot/jaeger/trace-span.ts";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { sendSpan } from "../support/send-span.ts";
import { type Jaeger, jaegerProgram, startJaeger } from "../support/start-jaeger.ts";
import { startService } from "../support/start-service.ts";
import { startStack } from "../support/start-stack.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const soon = { timeout: 20_000, interval: 100 };

/** From here on, tail-sampling.yaml keeps a trace. */
const slowMs = 500;

/** Spans are counted as soon as they come. */
const counting = { spanmetrics: { metrics_flush_interval: "100ms" } };

const exportTo = (jaeger: Jaeger) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: jaeger.otlpHttp, OTEL_BSP_SCHEDULE_DELAY: "50" });

/** The trace's spans by their service and name. */
const spanNames = (spans: readonly TraceSpan[]) => spans.map(({ service, name }) => `${service} ${name}`).toSorted();

describe.skipIf(jaegerProgram === undefined)("a real Jaeger (its program in JAEGER_BIN) from our files", () => {
  test("jaeger.yaml, with no Prometheus: a visit is one whole trace, and its calls are counted", async () => {
    const jaeger = await startJaeger(jaegerProgram!, { settings: { connectors: counting } });
    onTestFinished(() => jaeger.stop());
    const stack = await startStack({ env: exportTo(jaeger) });
    onTestFinished(() => stack.stop());
    const bot = { ...exportTo(jaeger), WEB_HOST: stack.url, TTL: "1", REQUEST_RATE: "1", DOUGHNUT: "0", SEED: "1" };
    const client = createJaegerClient(new URL(jaeger.query));
    const startedMs = Date.now();
    await startService("vote-bot", bot);
    await vi.waitFor(async () => {
      const [trace] = await client.traces({ service: "vote-bot", fromMs: startedMs, toMs: Date.now(), limit: 20 });
      expect(spanNames(trace!).map((name) => name.replace(/Vote\w+$/, "Vote*"))).toEqual([
        "emoji emojivoto.v1.EmojiService/FindByShortcode",
        "emoji emojivoto.v1.EmojiService/ListAll",
        "vote-bot GET",
        "vote-bot GET",
        "vote-bot visit",
        "voting INSERT ballots",
        "voting emojivoto.v1.VotingService/Vote*",
        "web GET /api/list",
        "web GET /api/vote",
        "web emojivoto.v1.EmojiService/FindByShortcode",
        "web emojivoto.v1.EmojiService/ListAll",
        "web emojivoto.v1.VotingService/Vote*",
      ]);
    }, soon);
    await vi.waitFor(async () => expect(await callsOf(jaeger, "web", "GET /api/vote")).toBe(1), soon);
    const ownMetrics = await (await fetch(`http://${jaeger.ownMetrics}/metrics`)).text();
    expect(ownMetrics).toMatch(/^otelcol_receiver_accepted_spans_total{.*} 12$/m);
  });

  test("jaeger.yaml: it says that it has started, which Kubernetes waits for", async () => {
    const jaeger = await startJaeger(jaegerProgram!);
    onTestFinished(() => jaeger.stop());
    await vi.waitFor(async () => expect((await fetch(jaeger.health)).status).toBe(200), soon);
  });

  test("badger.yaml: a trace is there after a restart", async () => {
    const folder = temporaryFolder();
    const start = () => startJaeger(jaegerProgram!, { overlays: ["badger.yaml"], env: { BADGER_FOLDER: folder } });
    const first = await start();
    const traceId = await sendSpan(first.otlpHttp, 5);
    await vi.waitFor(async () => expect(await isStored(first, traceId)).toBe(true), soon);
    await first.stop();
    const second = await start();
    onTestFinished(() => second.stop());
    expect(await isStored(second, traceId)).toBe(true);
  });

  test("tail-sampling.yaml: errors and what is slow stay, most of the rest goes, and all of it is counted", async () => {
    const jaeger = await startJaeger(jaegerProgram!, {
      overlays: ["tail-sampling.yaml"],
      settings: { connectors: counting, processors: { tail_sampling: { decision_wait: "2s" } } },
    });
    onTestFinished(() => jaeger.stop());
    const stack = await startStack({ env: exportTo(jaeger) });
    onTestFinished(() => stack.stop());
    const vote = (choice: string) => fetch(`${stack.url}/api/vote?choice=${choice}`);
    const joys: Response[] = [];
    // One after the other, and those that a busy machine makes slow are kept with the slow ones.
    while (joys.length < 60) {
      const startedMs = performance.now();
      const joy = await vote(":joy:");
      if (performance.now() - startedMs < slowMs) joys.push(joy);
    }
    // These come last: when they are decided on, so are the others.
    await vi.waitFor(
      async () => expect(await callsOf(jaeger, "voting", "INSERT ballots")).toBeGreaterThanOrEqual(60),
      soon,
    );
    const doughnut = traceIdOf(await vote(":doughnut:"));
    const slow = await sendSpan(jaeger.otlpHttp, 600);
    await vi.waitFor(async () => {
      expect(await isStored(jaeger, doughnut)).toBe(true);
      expect(await isStored(jaeger, slow)).toBe(true);
    }, soon);
    const kept = await Promise.all(joys.map((joy) => isStored(jaeger, traceIdOf(joy))));
    // One in ten: more than half of 60 would be kept once in 10^16 times.
    expect(kept.filter(Boolean).length).toBeLessThan(30);
  });
});

function traceIdOf({ headers }: Response): string {
  return headers.get("x-request-id") ?? "";
}

async function isStored(jaeger: Jaeger, traceId: string): Promise<boolean> {
  return (await fetch(`${jaeger.query}/api/traces/${traceId}`)).status === 200;
}

/** How many spans of this name the Monitor tab would count. */
async function callsOf(jaeger: Jaeger, service: string, name: string): Promise<number> {
  const metrics = await (await fetch(`http://${jaeger.spanMetrics}/metrics`)).text();
  const line = new RegExp(
    `^traces_span_metrics_calls_total{.*service_name="${service}".*span_name="${name}".*} (\\d+)`,
    "m",
  );
  return Number(line.exec(metrics)?.[1] ?? 0);
}

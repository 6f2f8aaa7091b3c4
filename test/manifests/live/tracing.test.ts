import { createJaegerClient } from "@emojivoto/vote-bot/jaeger/create-jaeger-client.ts";
import type { TraceSpan } from "@emojivoto/vote-bot/jaeger/trace-span.ts";
import type { Report } from "@emojivoto/vote-bot/report/report.ts";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { apply, kustomization } from "../../support/cluster/apply.ts";
import { listPods } from "../../support/cluster/list-pods.ts";
import { memoryOfPods } from "../../support/cluster/memory-of-pods.ts";
import { ofApp } from "../../support/cluster/of-app.ts";
import { restart } from "../../support/cluster/restart.ts";
import { clusterTests } from "../../support/cluster/run-kubectl.ts";
import { scale } from "../../support/cluster/scale.ts";
import { serviceUrl } from "../../support/cluster/service-url.ts";
import { underLoad } from "../../support/cluster/under-load.ts";
import { untilRolledOut } from "../../support/cluster/until-rolled-out.ts";
import { namespaces, useEmptyCluster, withinMs } from "../../support/cluster/use-empty-cluster.ts";
import { runLoad } from "../../support/load/run-load.ts";

/** Half of the visits over connections that are kept, which a pod that ends must give up, and half over new ones. */
const loads = ["keep-alive", "per-visit"].map((connections) => [`--connections=${connections}`, "--rate=25"]);

describe.skipIf(!clusterTests)("overlays/tracing on a node (CLUSTER_TESTS=on, with a cluster and the images)", () => {
  useEmptyCluster();
  let readySeconds: number;

  beforeAll(async () => {
    const startedAt = performance.now();
    await apply(kustomization("overlays/tracing"));
    for (const namespace of namespaces) await untilRolledOut(namespace);
    readySeconds = (performance.now() - startedAt) / 1_000;
  }, withinMs);

  test("every pod is ready within 30 s of the apply", () => {
    console.log(`kubectl apply -k kustomize/overlays/tracing, until all is ready: ${readySeconds.toFixed(1)} s`);
    expect(readySeconds).toBeLessThanOrEqual(30);
  });

  test("every span of a visit says which pod it is of", async () => {
    const pods = (await listPods()).map(({ metadata }) => metadata.name);
    for (const { service, resource } of await wholeVisitSince(Date.now() - 60_000)) {
      expect(resource).toMatchObject({ "k8s.namespace.name": "emojivoto", "k8s.pod.name": expect.any(String) });
      expect(pods.filter((name) => name.startsWith(`${service}-`))).toContain(resource["k8s.pod.name"]);
    }
  });

  test("web, emoji and vote-bot restarted: no visit fails", { timeout: withinMs }, async () => {
    const reports = await underLoad(loads, async () => {
      for (const name of ["web", "emoji", "vote-bot"]) await restart(name);
    });
    for (const report of reports) expectNoFailure(report);
  });

  test("web and emoji scaled to three and back: no visit fails", { timeout: withinMs }, async () => {
    const reports = await underLoad(loads, async () => {
      for (const replicas of [3, 1]) for (const name of ["web", "emoji"]) await scale(name, replicas);
    });
    for (const report of reports) expectNoFailure(report);
  });

  test("200 visits a second for 15 s end no container", async () => {
    const { report } = runLoad(["--target", await serviceUrl("web-svc"), "--rate=200", "--duration=15s"]);
    expect((await report).visits.planned).toBe(3_000);
    console.log("MiB", await memoryOfPods());
    for (const { metadata, status } of await listPods()) {
      const ends = status.containerStatuses.map(({ restartCount, lastState }) => ({ restartCount, lastState }));
      expect(ends, metadata.name).toEqual([{ restartCount: 0, lastState: {} }]);
    }
  });

  test("the tutorial's `set env` turns tracing on, where it was off", { timeout: withinMs }, async () => {
    await apply(kustomization("overlays/plain"));
    await untilRolledOut();
    const fromMs = Date.now();
    await ofApp("set", "env", "--all", "deploy", "OTEL_EXPORTER_OTLP_ENDPOINT=jaeger-collector.jaeger-system:4317");
    await untilRolledOut();
    await wholeVisitSince(fromMs);
  });
});

/** The spans of a visit of the cluster's own vote-bot, once Jaeger has all of one that began since then. */
async function wholeVisitSince(fromMs: number): Promise<readonly TraceSpan[]> {
  const jaeger = createJaegerClient(new URL(await serviceUrl("jaeger-query", "jaeger-system")));
  const look = async () => {
    const traces = await jaeger.traces({ service: "vote-bot", fromMs, toMs: Date.now(), limit: 20 });
    const whole = traces.find((spans) => new Set(spans.map(({ service }) => service)).size === 4);
    expect(whole, "a trace of vote-bot, web, emoji and voting").toBeDefined();
    return whole!;
  };
  return await vi.waitFor(look, { timeout: 30_000, interval: 500 });
}

function expectNoFailure({ visits, requests, errors }: Report): void {
  expect(visits.started).toBeGreaterThan(100);
  expect({ errors, dropped: visits.dropped, failed: requests.error + requests.timeout }).toEqual({
    errors: [],
    dropped: 0,
    failed: 0,
  });
}

import { createJaegerClient } from "@emojivoto/vote-bot/jaeger/create-jaeger-client.ts";
import type { TraceSpan } from "@emojivoto/vote-bot/jaeger/trace-span.ts";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { containerMemory } from "../../support/compose/container-memory.ts";
import { type Container, isWell } from "../../support/compose/inspect-container.ts";
import { composeTests, docker } from "../../support/compose/run-docker.ts";
import { runLoad } from "../../support/compose/run-load.ts";
import { upWithinMs, useComposition } from "../../support/compose/use-composition.ts";
import { readMetric } from "../../support/read-metric.ts";

describe.skipIf(!composeTests)(
  "docker compose up (COMPOSE_TESTS=on, with an engine)",
  () => {
    const app = useComposition("up");
    let containers: Map<string, Container>;
    let upSeconds: number;

    beforeAll(async () => {
      const startedAt = performance.now();
      await app.run("up", "--wait");
      upSeconds = (performance.now() - startedAt) / 1_000;
      containers = await app.inspect();
    }, upWithinMs);

    const web = () => `http://127.0.0.1:${app.port("WEB_PORT")}`;

    test("all of the app and Jaeger are up, and the credentials are made", () => {
      console.log(`up --wait, with built images: ${upSeconds.toFixed(1)} s`);
      expect(new Set(containers.keys())).toEqual(
        new Set(["web", "emoji", "voting", "vote-bot", "jaeger", "credentials"]),
      );
      for (const [service, container] of containers) expect(isWell(container), service).toBe(true);
      expect(containers.get("credentials")?.State).toMatchObject({ Status: "exited", ExitCode: 0 });
    });

    test("the page and a vote go through the published port", async () => {
      expect(await (await fetch(web())).text()).toContain("<!doctype html>");
      expect((await fetch(`${web()}/api/vote?choice=:joy:`)).status).toBe(200);
    });

    test("vote-bot signs in with the secret that only it and web's hash know of", async () => {
      const visits = 'emojivoto_visits_total{scenario="auth",outcome="ok"}';
      await until(async () => expect(await readMetric(app.port("VOTE_BOT_ADMIN_PORT"), visits)).toBeGreaterThan(0));
    });

    test("every visit is one whole trace in Jaeger", async () => {
      const jaeger = createJaegerClient(new URL(`http://127.0.0.1:${app.port("TRACES_PORT")}`));
      await until(async () => {
        // The spans of one that has just ended may be on their way.
        const settledMs = Date.now() - 6_000;
        const traces = await jaeger.traces({
          service: "vote-bot",
          fromMs: settledMs - 60_000,
          toMs: settledMs,
          limit: 100,
        });
        expect(traces.length).toBeGreaterThanOrEqual(5);
        for (const spans of traces) expectWhole(spans);
      });
    });

    test("doctor finds a visit joined", async () => {
      expect(await app.run("run", "--rm", "-T", "--no-deps", "doctor")).toMatch(
        /^✓ joined: the visit is one trace of \d+ spans/m,
      );
    });

    test("docker inspect shows that no container can do more than it needs", () => {
      for (const [service, { HostConfig: host, Config: config }] of containers) {
        expect({ service, ...host }).toMatchObject({
          service,
          ReadonlyRootfs: true,
          CapDrop: ["ALL"],
          CapAdd: null,
          SecurityOpt: ["no-new-privileges:true"],
          Privileged: false,
          PidsLimit: 200,
        });
        expect(host.Memory, service).toBeGreaterThan(0);
        if (service !== "jaeger") expect([host.NanoCpus, config.StopTimeout], service).toEqual([1e9, 20]);
      }
    });

    test("no process is root's", async () => {
      for (const service of ["web", "emoji", "voting", "vote-bot", "jaeger"]) {
        const [, ...processes] = (await docker("top", await app.id(service), "-eo", "pid,user")).split("\n");
        expect(processes.length, service).toBeGreaterThan(0);
        expect(
          processes.filter((line) => /\sroot$/.test(line)),
          service,
        ).toEqual([]);
      }
    });

    test("no secret is where docker inspect or compose config shows it", async () => {
      const read = (service: string, file: string) => app.run("exec", "-T", service, "cat", `/credentials/${file}`);
      const [, keyLine = ""] = (await read("web", "web/jwt-private.pem")).split("\n");
      const appSecret = await read("vote-bot", "vote-bot/app-secret");
      const shown = `${JSON.stringify([...containers.values()])}${await app.run("config")}`;
      for (const secret of [keyLine, appSecret]) {
        expect(secret.length).toBeGreaterThan(30);
        expect(shown).not.toContain(secret);
      }
    });

    test("200 visits a second for 10 s end no container, and lose no span", async () => {
      const { report } = await runLoad(app, "--rate=200", "--duration=10s");
      console.log(await containerMemory(app.project));
      expect(report.visits.planned).toBe(2_000);
      for (const admin of ["WEB_ADMIN_PORT", "EMOJI_ADMIN_PORT", "VOTING_ADMIN_PORT", "VOTE_BOT_ADMIN_PORT"]) {
        expect(await readMetric(app.port(admin), "emojivoto_telemetry_spans_lost_total"), admin).toBe(0);
      }
      for (const [service, { State, RestartCount }] of await app.inspect()) {
        expect({ service, RestartCount, OOMKilled: State.OOMKilled }).toEqual({
          service,
          RestartCount: 0,
          OOMKilled: false,
        });
      }
    });

    test("docker compose stop lets each end by itself", async () => {
      await app.run("stop");
      const ended = Array.from(await app.inspect(), ([service, { State }]) => [service, State.Status, State.ExitCode]);
      expect(ended).toEqual(ended.map(([service]) => [service, "exited", 0]));
    });
  },
  upWithinMs,
);

function until(look: () => Promise<void>): Promise<void> {
  return vi.waitFor(look, { timeout: 30_000, interval: 200 });
}

/** One root, no gap, and every service in it. */
function expectWhole(spans: readonly TraceSpan[]): void {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const tops = spans.filter(({ parentSpanId }) => !ids.has(parentSpanId));
  expect(tops.map(({ name, parentSpanId }) => [name, parentSpanId])).toEqual([["visit", ""]]);
  expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(["vote-bot", "web", "emoji", "voting"]));
}

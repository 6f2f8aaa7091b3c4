import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { slowTests } from "../support/slow-tests.ts";
import type { TraceBackend } from "../support/start-jaeger.ts";
import { type RunningMesh, startMesh } from "../support/start-mesh.ts";
import { startService } from "../support/start-service.ts";
import { type Stack, startStack } from "../support/start-stack.ts";
import { traceBackends } from "../support/trace-backends.ts";
import { runDoctor } from "./run-doctor.ts";

const listen = "127.0.0.1:0";
const inbound = { listen };

/** Web has a second way to voting, through a port that is opaque to the mesh. */
const plan = [
  { workload: "emoji", inbound },
  { workload: "voting", inbound },
  {
    workload: "web",
    inbound,
    outbound: [
      { listen, to: "emoji" },
      { listen, to: "voting" },
      { listen, to: "voting", name: "voting-opaque", opaque: true },
    ],
  },
  { workload: "vote-bot", outbound: [{ listen, to: "web" }] },
];

describe.each(traceBackends)("doctor under the stand-in mesh, with $name", ({ isMissing, start }) => {
  describe.skipIf(isMissing || !slowTests)("(SLOW_TESTS=on)", () => {
    let store: TraceBackend;
    let mesh: RunningMesh;
    let stack: Stack;
    let env: Record<string, string>;

    const port = (name: string) => `127.0.0.1:${mesh.ports[name]}`;

    beforeAll(async () => {
      store = await start();
      mesh = await startMesh(plan, { OTEL_EXPORTER_OTLP_ENDPOINT: store.otlpGrpc, MESH_EXPORT_INTERVAL: "500ms" });
      env = { OTEL_EXPORTER_OTLP_ENDPOINT: store.otlpHttp, OTEL_BSP_SCHEDULE_DELAY: "50" };
      stack = await startStack({
        env,
        webEnv: { EMOJISVC_HOST: port("web.emoji"), VOTINGSVC_HOST: port("web.voting") },
      });
      for (const { name, ports } of [stack.emoji, stack.voting, stack.web]) {
        mesh.setAppPort(name, ports["grpc"] ?? ports["http"]!);
      }
      await mesh.line(/"workload":"web"/);
    });

    afterAll(async () => {
      await stack.stop();
      await mesh.stop();
      await store.stop();
    });

    const examine = (web: string, expected = "linkerd") =>
      runDoctor(["--web", web, "--jaeger", store.query, "--expect-mesh", expected, "--timeout", "10s"], env);

    test("through the stand-in mesh, a visit and its proxies are one trace", async () => {
      const { code, stdout } = await examine(port("vote-bot.web"));
      expect(stdout).toMatch(/^✓ joined: .* 20 of them the proxies'/m);
      expect(stdout.match(/^✓ GET .* ⟠ 4 proxy spans$/gm)).toHaveLength(5);
      expect(code).toBe(0);
    });

    test("a doctor outside the mesh meets web's own proxy only, which is no fault", async () => {
      const { code, stdout } = await examine(port("web.inbound"));
      expect(stdout).toMatch(/^✓ joined: .* 16 of them the proxies'/m);
      expect(stdout).toContain("note: doctor runs outside the mesh");
      expect(code).toBe(0);
    });

    test("proxies where none is expected are told", async () => {
      const { code, stdout } = await examine(port("vote-bot.web"), "none");
      expect(stdout).toMatch(/^✗ proxies-unexpected: /m);
      expect(code).toBe(1);
    });

    test("a port that is opaque to the mesh is told", async () => {
      const web = await startService("web", { ...stack.webEnv, VOTINGSVC_HOST: port("web.voting-opaque") });
      const { code, stdout } = await examine(`127.0.0.1:${web.ports["http"]}`);
      expect(stdout.match(/^✗ [a-z-]+: .*$/gm)).toEqual([
        expect.stringMatching(/^✗ opaque-hop: web → voting: .* the port of voting is opaque/),
      ]);
      expect(stdout).toContain("note: doctor reached web past its proxy");
      expect(code).toBe(1);
    });
  });
});

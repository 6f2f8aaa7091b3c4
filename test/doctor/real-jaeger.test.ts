import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jaegerProgram, startJaeger, type TraceBackend } from "../support/start-jaeger.ts";
import { startService } from "../support/start-service.ts";
import { type Stack, startStack } from "../support/start-stack.ts";
import { startHeaderlessProxy } from "./headerless-proxy.ts";
import { runDoctor } from "./run-doctor.ts";

describe.skipIf(jaegerProgram === undefined)("with a real Jaeger", () => {
  let jaeger: TraceBackend;
  let stack: Stack;
  let env: Record<string, string>;

  beforeAll(async () => {
    jaeger = await startJaeger(jaegerProgram!);
    env = { OTEL_EXPORTER_OTLP_ENDPOINT: jaeger.otlpHttp, OTEL_BSP_SCHEDULE_DELAY: "50" };
    stack = await startStack({ env });
  });

  afterAll(async () => {
    await stack.stop();
    await jaeger.stop();
  });

  test("a visit is found whole, doctor's own spans too", async () => {
    const { code, stdout } = await runDoctor(["--web", stack.url, "--jaeger", jaeger.query], env);
    expect(stdout).toMatch(/^✓ joined: the visit is one trace of \d+ spans/m);
    expect(stdout).not.toContain("added from memory");
    expect(code).toBe(0);
  });

  test("a second trace is found by what web's answer says", async () => {
    const proxy = await startHeaderlessProxy(stack.url, "traceparent");
    const flags = ["--web", proxy.url, "--jaeger", jaeger.query, "--timeout", "4s"];
    const { code, stdout } = await runDoctor(flags, env);
    proxy.close();
    expect(stdout).toMatch(/^✗ header-dropped: vote-bot → web: /m);
    expect(stdout.match(/^another trace /gm)).toHaveLength(2);
    expect(code).toBe(1);
  });

  test("a backend's second trace is found by its service and time", async () => {
    const voting = await startService("voting", { ...env, VOTES_URL: "memory:", OTEL_PROPAGATORS: "b3" });
    const votingHost = `127.0.0.1:${voting.ports["grpc"]}`;
    const web = await startService("web", { ...stack.webEnv, VOTINGSVC_HOST: votingHost });
    const url = `http://127.0.0.1:${web.ports["http"]}`;
    const { stdout } = await runDoctor(["--web", url, "--jaeger", jaeger.query, "--timeout", "4s"], env);
    expect(stdout.match(/^✗ [a-z-]+: .*$/gm)).toEqual([
      expect.stringMatching(
        /^✗ propagator-mismatch: web → voting: voting does not read `traceparent`, which web sends/,
      ),
    ]);
  });
});

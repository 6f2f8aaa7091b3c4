import { createJaegerClient } from "@emojivoto/vote-bot/jaeger/create-jaeger-client.ts";
import { describe, expect, test, vi } from "vitest";
import { composeTests } from "../../support/compose/run-docker.ts";
import { upWithinMs, useComposition } from "../../support/compose/use-composition.ts";
import { sendSpan } from "../../support/send-span.ts";

const soon = { timeout: 20_000, interval: 200 };

describe.skipIf(!composeTests)("with docker-compose.keep-traces.yml (COMPOSE_TESTS=on, with an engine)", () => {
  const app = useComposition("keep", { files: ["docker-compose.yml", "docker-compose.keep-traces.yml"] });
  const spansOf = async (traceId: string) => {
    const jaeger = createJaegerClient(new URL(`http://127.0.0.1:${app.port("TRACES_PORT")}`));
    return (await jaeger.trace(traceId)).length;
  };

  test("a trace is there after Jaeger was made anew", { timeout: upWithinMs }, async () => {
    await app.run("up", "--detach", "jaeger");
    const otlpHttp = `http://127.0.0.1:${app.port("OTLP_HTTP_PORT")}`;
    const traceId = await vi.waitFor(() => sendSpan(otlpHttp), soon);
    await vi.waitFor(async () => expect(await spansOf(traceId)).toBe(1), soon);
    await app.run("down");
    await app.run("up", "--detach", "jaeger");
    await vi.waitFor(async () => expect(await spansOf(traceId)).toBe(1), soon);
  });
});

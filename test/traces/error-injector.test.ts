import { expect, onTestFinished, test } from "vitest";
import { createOtlpReceiver } from "../support/otlp-receiver.ts";
import { renderTrace } from "../support/render-trace.ts";
import { slowTests } from "../support/slow-tests.ts";
import { startService } from "../support/start-service.ts";

test.skipIf(!slowTests)(
  "an emoji that fails on purpose is asked once, and named in the trace (SLOW_TESTS=on)",
  async () => {
    const receiver = await createOtlpReceiver();
    onTestFinished(() => receiver.close());
    const emoji = await startService("emoji", {
      ...receiver.env,
      EMOJI_FAILURE_RATE: "1",
      OTEL_SERVICE_NAME: "error-injector",
    });
    const web = await startService("web", { ...receiver.env, EMOJISVC_HOST: `127.0.0.1:${emoji.ports["grpc"]}` });
    const response = await fetch(`http://127.0.0.1:${web.ports["http"]}/api/list`);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain("EMOJI_FAILURE_RATE");
    const spans = await receiver.trace(response.headers.get("x-request-id")!, (all) => all.length === 3);
    expect(renderTrace(spans)).toBe(`web SERVER GET /api/list 500 ERROR
  web CLIENT emojivoto.v1.EmojiService/ListAll INTERNAL ERROR
    error-injector SERVER emojivoto.v1.EmojiService/ListAll INTERNAL ERROR`);
  },
);

import { EmojiServiceDefinition } from "@emojivoto/proto/emoji";
import { createGrpcClient } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { expect, onTestFinished, test } from "vitest";
import { startService } from "../support/start-service.ts";

test("in its grace a service is not ready and still answers", async () => {
  const emoji = await startService("emoji", { SHUTDOWN_GRACE: "1s" });
  const client = createGrpcClient(EmojiServiceDefinition, `127.0.0.1:${emoji.ports["grpc"]}`);
  onTestFinished(() => client.close());
  const exit = emoji.stop();
  await emoji.line(/"msg":"stopping"/);
  const readyz = await fetch(`http://127.0.0.1:${emoji.ports["admin"]}/readyz`);
  expect([readyz.status, await readyz.text()]).toEqual([503, "not ready: stopping\n"]);
  expect((await client.listAll({}, within(5_000))).list).toHaveLength(99);
  expect(await exit).toBe(0);
});

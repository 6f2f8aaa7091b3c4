import { expect, onTestFinished, test } from "vitest";
import { errors } from "../../errors/errors.ts";
import { createGrpcClient } from "./create-grpc-client.ts";
import { EchoDefinition, startEcho } from "../testing/echo-service.ts";
import { within } from "../testing/within.ts";

test("a call that finds the service unavailable is sent again", async () => {
  let calls = 0;
  const { client } = await startEcho(() => {
    calls++;
    if (calls < 3) throw errors.unavailable();
    return "at last";
  });
  await expect(client.echo("x", within(5_000))).resolves.toBe("at last");
  expect(calls).toBe(3);
});

test("a call that failed for another reason is not sent again", async () => {
  let calls = 0;
  const { client } = await startEcho(() => {
    calls++;
    throw new Error("bug");
  });
  await expect(client.echo("x", within(5_000))).rejects.toMatchObject({ entry: { status: "INTERNAL" } });
  expect(calls).toBe(1);
});

test("a service that is not there is `unavailable`, without its address", async () => {
  const client = createGrpcClient(EchoDefinition, "127.0.0.1:1");
  onTestFinished(() => client.close());
  await expect(client.echo("x", within(5_000))).rejects.toMatchObject({
    message: "A service that this needs cannot be reached: try again",
    entry: { code: "unavailable" },
  });
});

test("a call whose signal has aborted is not sent", async () => {
  let calls = 0;
  const { client } = await startEcho(() => String(calls++));
  await expect(client.echo("x", within(5_000, AbortSignal.abort()))).rejects.toThrow();
  expect(calls).toBe(0);
});

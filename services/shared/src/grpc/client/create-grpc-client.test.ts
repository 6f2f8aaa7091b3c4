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

test("each time that a call is sent again is counted, whether or not it succeeds in the end", async () => {
  const failures = [2, 0, Infinity];
  let left = 0;
  const { client, clientMetrics, port } = await startEcho(() => {
    if (left-- > 0) throw errors.unavailable();
    return "at last";
  });
  const counts: number[] = [];
  for (left of failures) {
    await client.echo("x", within(5_000)).catch(() => {});
    const labels = `rpc_system_name="grpc",rpc_method="test.v1.EchoService/Echo",server_address="127.0.0.1",server_port="${port}"`;
    const [, count] = (await clientMetrics.metrics()).split(`\nemojivoto_rpc_client_retries_total{${labels}} `);
    counts.push(Number.parseInt(count ?? ""));
  }
  expect(counts).toEqual([2, 2, 5]);
});

test("a method that was never sent again is counted from 0 on", async () => {
  const { client, clientMetrics } = await startEcho((message) => message);
  await client.echo("x", within(5_000));
  expect(await clientMetrics.metrics()).toMatch(/^emojivoto_rpc_client_retries_total\{.*\} 0$/m);
});

test.each([
  [0, 1],
  [49, 1],
  [350, 4],
  [900, 5],
  // More than grpc-js makes of its own accord.
  [1_300, 6],
])("with %i ms for it, a call to a server that stays away is sent %i times", async (retryTimeoutMs, times) => {
  let calls = 0;
  const { port } = await startEcho(() => {
    calls++;
    throw errors.unavailable();
  });
  const client = createGrpcClient(EchoDefinition, `127.0.0.1:${port}`, { retryTimeoutMs });
  onTestFinished(() => client.close());
  await expect(client.echo("x", within(5_000))).rejects.toMatchObject({ entry: { status: "UNAVAILABLE" } });
  expect(calls).toBe(times);
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

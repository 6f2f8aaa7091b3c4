import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { localReceiver } from "./local-receiver.ts";

test("an endpoint is added where something listens and none is set", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(await localReceiver({}, port)).toEqual({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
  expect(await localReceiver({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "jaeger:4317" }, port)).toEqual({});
  server.close();
  await once(server, "close");
  expect(await localReceiver({}, port)).toEqual({});
});

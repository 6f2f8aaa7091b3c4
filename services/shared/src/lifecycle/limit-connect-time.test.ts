import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { limitConnectTime } from "./limit-connect-time.ts";

test("a connection that nothing answers is given up", async () => {
  onTestFinished(limitConnectTime(30));
  // As far as a socket can tell, an address without an answer is like a name without one.
  const socket = connect({ host: "nowhere.test", port: 1, lookup: () => {} });
  const [error] = await once(socket, "error");
  expect((error as Error).message).toBe("no connection within 30 ms");
});

test("a connection that is there lives on", async () => {
  const server = createServer((socket) => setTimeout(() => socket.end("late"), 90)).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  onTestFinished(limitConnectTime(30));
  const [data] = await once(connect((server.address() as AddressInfo).port, "127.0.0.1"), "data");
  expect(String(data)).toBe("late");
});

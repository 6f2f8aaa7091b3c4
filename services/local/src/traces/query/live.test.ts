import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Pulse } from "../api.ts";
import { createStore } from "../store/create-store.ts";
import { createIncomingSpans } from "../testing/incoming-span.ts";
import { createLive } from "./live.ts";

const tickMs = 2;
const pulse = { timeMs: 0 } as Pulse;

/** A connection whose reader reads nothing until it is told to; `response` is our end of it. */
async function stalledReader(join: (response: ServerResponse) => void) {
  const { promise: response, resolve } = Promise.withResolvers<ServerResponse>();
  const server = createServer((_, ours) => {
    join(ours);
    resolve(ours);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1").pause();
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  return { response: await response };
}

test("a reader that reads nothing gets nothing more, and is cut off in the end", async () => {
  const live = createLive(() => pulse, tickMs);
  const store = createStore(10_000_000, (trace) => live.touch(trace));
  const { response } = await stalledReader(live.join);
  const incoming = createIncomingSpans();
  let mostWaiting = 0;
  const busy = setInterval(() => {
    const name = "x".repeat(250);
    for (let id = 1; id <= 100; id++) {
      store.addSpans([{ ...incoming({ service: name, id, name }), traceId: String(id).padStart(32, "0") }]);
      store.addSpans([{ ...incoming({ service: name, id: Date.now(), name }), traceId: String(id).padStart(32, "0") }]);
    }
    mostWaiting = Math.max(mostWaiting, response.writableLength);
  }, tickMs);
  onTestFinished(() => clearInterval(busy));
  await once(response, "close");
  expect(mostWaiting).toBeGreaterThan(512 * 1024);
  expect(mostWaiting).toBeLessThan(1024 * 1024);
});

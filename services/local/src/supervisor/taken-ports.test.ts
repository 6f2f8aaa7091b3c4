import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { LocalService } from "../cluster/local-service.ts";
import { takenPorts } from "./taken-ports.ts";

test("a taken port is named with its service and the variable that chooses another", async () => {
  const port = await listeningPort("127.0.0.1");
  expect(await takenPorts([service(port)], "127.0.0.1")).toEqual([
    `port ${port} (web's http port) is taken by another process; choose another with WEB_PORT=<port>`,
  ]);
});

test("a port that is taken on all addresses is taken on ours", async () => {
  const port = await listeningPort("0.0.0.0");
  expect(await takenPorts([service(port)], "127.0.0.1")).toHaveLength(1);
});

test("a free port is free, also after it has been tried, and 0 is not tried", async () => {
  const port = await listeningPort("127.0.0.2");
  expect(await takenPorts([service(port), service(0)], "127.0.0.1")).toEqual([]);
  expect(await takenPorts([service(port)], "127.0.0.1")).toEqual([]);
});

function service(port: number): LocalService {
  return {
    name: "web",
    mainFile: "services/web/src/main.ts",
    ports: [{ name: "http", variable: "WEB_PORT", ourVariable: "WEB_PORT", port }],
    env: () => ({}),
  };
}

async function listeningPort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

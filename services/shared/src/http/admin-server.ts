import { createServer, type Server } from "node:http";
import type { Metrics } from "../telemetry/metrics/metrics.ts";
import type { Health } from "../lifecycle/health.ts";
import { listen } from "./listen.ts";

/** A server of `/healthz` (the process answers), `/readyz` (it wants requests) and `/metrics` (OpenMetrics). */
export type AdminServer = {
  /** Resolves to the port; rejects when it is taken. */
  listen(host: string, port: number): Promise<number>;
  close(): Promise<void>;
};

export function createAdminServer(health: Health, metrics: Metrics): AdminServer {
  const server: Server = createServer(async (request, response) => {
    const { status, type, body } =
      (await adminAnswer(request.url ?? "", health, metrics)) ??
      plain(404, "not found: this port has /healthz, /readyz and /metrics");
    response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
  });
  return {
    listen: (host, port) => listen(server, host, port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type AdminAnswer = { status: number; type: string; body: string };

const plain = (status: number, line: string): AdminAnswer => ({
  status,
  type: "text/plain; charset=utf-8",
  body: `${line}\n`,
});

/** What this server answers to a path; undefined where it has nothing. */
export async function adminAnswer(url: string, health: Health, metrics: Metrics): Promise<AdminAnswer | undefined> {
  switch (url.split("?", 1)[0]) {
    case "/healthz":
      return plain(200, "ok");
    case "/readyz": {
      const reason = health.notReadyReason();
      return reason === undefined ? plain(200, "ready") : plain(503, `not ready: ${reason}`);
    }
    case "/metrics":
      return { status: 200, type: metrics.contentType, body: await metrics.metrics() };
  }
}

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from "node:http";
import type { Metrics } from "../telemetry/metrics/metrics.ts";
import type { Health } from "../lifecycle/health.ts";
import { listen } from "./listen.ts";

/** A server of `/healthz` (the process answers), `/readyz` (it wants requests) and `/metrics` (OpenMetrics). */
export type AdminServer = {
  /** Resolves to the port; rejects when it is taken. */
  listen(host: string, port: number): Promise<number>;
  close(): Promise<void>;
};

/** What an admin port is asked, for answers that are a service's own. */
export type AdminRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body; undefined where it is longer, or ends half-way. */
  text(maxBytes: number): Promise<string | undefined>;
};

/** Answers what it knows, and undefined to the rest. */
export type AnswerAdmin = (request: AdminRequest) => Promise<AdminAnswer | undefined>;

/** `answerOwn` is asked where none of the three paths is. */
export function createAdminServer(
  health: Health,
  metrics: Metrics,
  answerOwn: AnswerAdmin = async () => undefined,
): AdminServer {
  const server: Server = createServer(async (request, response) => {
    const { status, type, body, headers } =
      (await adminAnswer(request.url ?? "", health, metrics)) ??
      (await answerOwn(toAdminRequest(request))) ??
      plain(404, "not found: this port has /healthz, /readyz and /metrics");
    response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...headers }).end(body);
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

function toAdminRequest(request: IncomingMessage): AdminRequest {
  const { method = "", url = "", headers } = request;
  return {
    method,
    path: url.split("?", 1)[0] ?? "",
    headers,
    text: (maxBytes) => readText(request, maxBytes).catch(() => undefined),
  };
}

async function readText(request: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

export type AdminAnswer = {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

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

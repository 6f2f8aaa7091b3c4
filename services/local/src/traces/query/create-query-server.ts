import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { adminAnswer } from "@emojivoto/shared/http/admin-server.ts";
import type { Health } from "@emojivoto/shared/lifecycle/health.ts";
import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import { isLocalHost } from "./is-local-host.ts";
import { noPage } from "./no-page.ts";
import { pageHeaders } from "./page-headers.ts";
import { QueryError } from "./query-error.ts";
import type { Route } from "./route.ts";
import { servePage } from "./serve-page.ts";

export type QueryServerOptions = {
  readonly routes: readonly Route[];
  readonly health: Health;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Of the built page. */
  readonly pageDir: string | undefined;
  /** Whether only requests whose Host header names this machine are served. */
  readonly localOnly: boolean;
};

/** The page, its data, Jaeger's query API, health and metrics. */
export function createQueryServer(options: QueryServerOptions): Server {
  const { localOnly, log } = options;
  const server = createServer((request, response) => {
    if (localOnly && !isLocalHost(request.headers.host))
      return sendError(response, 403, "expected a Host header that names this machine");
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      return sendError(response, 405, "expected a GET request");
    }
    answer(options, request, response).catch((error: unknown) => fail(response, error, log));
  });
  server.maxConnections = 512;
  return server;
}

async function answer(options: QueryServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { path, query } = readUrl(request.url ?? "/");
  const { routes, health, metrics, pageDir } = options;
  const admin = await adminAnswer(path, health, metrics);
  if (admin !== undefined) {
    response.writeHead(admin.status, { "content-type": admin.type, "cache-control": "no-store" }).end(admin.body);
    return;
  }
  for (const route of routes) {
    const match = route.pattern.exec(path);
    if (match === null) continue;
    const captured = match.slice(1).map(decode);
    const body = await route.answer({ query, captured, response });
    if (body !== undefined) sendJson(response, 200, body);
    return;
  }
  if (path.startsWith("/api/")) throw new QueryError(404, `not found: ${path}`);
  if (pageDir === undefined) noPage(path, response);
  else await servePage(pageDir, decode(path), response);
}

function readUrl(url: string): { readonly path: string; readonly query: URLSearchParams } {
  const [path = "/", query = ""] = url.split("?", 2);
  return { path, query: new URLSearchParams(query) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new QueryError(400, `expected a URL in UTF-8, got \`${text}\``);
  }
}

function fail(response: ServerResponse, error: unknown, log: Logger): void {
  // The reader has gone, or gets an answer that breaks off.
  if (response.headersSent || response.destroyed) return void response.destroy();
  if (error instanceof QueryError) return sendError(response, error.status, error.message);
  log.error({ err: error }, "a query could not be answered");
  sendError(response, 500, "internal error");
}

/** In the form of Jaeger's. */
function sendError(response: ServerResponse, code: number, msg: string): void {
  sendJson(response, code, { data: null, total: 0, limit: 0, offset: 0, errors: [{ code, msg }] });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { ...pageHeaders, "content-type": "application/json", "cache-control": "no-store" })
    .end(JSON.stringify(body));
}

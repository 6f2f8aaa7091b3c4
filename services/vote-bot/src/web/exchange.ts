// The default export: instrumentation-http cannot replace `request` where it is imported by name.
import http, { type Agent, type ClientRequest, type IncomingMessage } from "node:http";
import { trace } from "@opentelemetry/api";
import { VisitError } from "../visit-error.ts";
import type { WebAnswer, WebRequest } from "./web-request.ts";
import { describeConnectionError } from "./describe-connection-error.ts";
import { readBody } from "./read-body.ts";

type Connection = { readonly target: URL; readonly hostHeader: string; readonly agent: Agent };

/** No answer: why, and whether the reason is a kept connection that the other side had closed. */
type Failure = { readonly error: VisitError; readonly isStale: boolean };

/** Sends one request and reads its answer. */
export function exchange(webRequest: WebRequest, connection: Connection): Promise<WebAnswer | Failure> {
  const { method, path, signal, body } = webRequest;
  const name = `${method} ${path}`;
  return new Promise((resolve) => {
    const request = open(webRequest, connection);
    let isConnected = false;
    let isAnswered = false;
    const fail = (cause: unknown) => {
      const isStale = request.reusedSocket && !isAnswered && !signal.aborted && isReset(cause);
      resolve({ error: toVisitError(cause, name, signal, isConnected), isStale });
    };
    request.once("socket", (socket) => {
      isConnected = !socket.connecting;
      if (!isConnected) socket.once("connect", () => (isConnected = true));
    });
    request.once("response", (response) => {
      isAnswered = true;
      readBody(response, name).then(
        (text) => resolve({ request: name, status: response.statusCode ?? 0, body: text, ...traceOf(response) }),
        fail,
      );
    });
    request.on("error", fail);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function open(webRequest: WebRequest, { target, hostHeader, agent }: Connection): ClientRequest {
  const { method, path, query, headers, body, signal } = webRequest;
  const url = new URL(query === undefined ? path : `${path}?${query}`, target);
  return http.request(url, { method, agent, signal, headers: { ...standardHeaders(hostHeader, body), ...headers } });
}

/** `x-request-id` is the trace id: a mesh's access log has no other way to name the trace. */
function standardHeaders(hostHeader: string, body: unknown): Record<string, string> {
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return {
    "user-agent": "emojivoto-vote-bot",
    ...(hostHeader !== "" && { host: hostHeader }),
    ...(traceId !== undefined && { "x-request-id": traceId }),
    ...(body !== undefined && { "content-type": "application/json" }),
  };
}

function traceOf({ headers }: IncomingMessage): Pick<WebAnswer, "traceresponse"> {
  return { traceresponse: headers["traceresponse"] as string | undefined };
}

function isReset(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ECONNRESET" || code === "EPIPE";
}

function toVisitError(cause: unknown, name: string, signal: AbortSignal, isConnected: boolean): VisitError {
  if (cause instanceof VisitError) return cause;
  const reason = signal.aborted ? (signal.reason as Error).message : describeConnectionError(cause);
  return new VisitError(isConnected ? `${name}: ${reason}` : reason, { isConnected, cause });
}

import http, { type ClientRequest } from "node:http";
import https from "node:https";
import { abortedBy } from "../run/aborted-by.ts";
import { VisitError } from "../run/visit-error.ts";
import { connectionFault } from "./connection-fault.ts";
import type { Connections } from "./connections.ts";
import { type Endpoint, pathOf } from "./endpoint.ts";
import { bodyTooLong, maxBodyBytes, readBody } from "./read-body.ts";
import { beginRequestSpan, type RequestSpan } from "./request-span.ts";
import { userAgent } from "./user-agent.ts";
import type { WebAnswer, WebRequest } from "./web-request.ts";

export type Exchange = {
  readonly endpoint: Endpoint;
  /** Replaces the target's own name; "" leaves it. */
  readonly hostHeader: string;
  readonly connections: Connections;
  readonly timeoutMs: number;
  /** When that time is over, in milliseconds of `performance.now()`. */
  readonly endMs: number;
  /** Cuts the request off. */
  readonly signal: AbortSignal;
  readonly onSpan: OnSpan;
};

/** Told the id of the span that a request is, before it is sent, and again when it is sent again. */
export type OnSpan = (spanId: string) => void;

/** No answer: why, and whether the reason is a kept connection that the other side had closed. */
export type Failure = { readonly error: VisitError; readonly isStale: boolean };

/** Sends one request and reads its answer, as one span. */
export function exchange(webRequest: WebRequest<unknown>, options: Exchange): Promise<WebAnswer | Failure> {
  const { endpoint, connections, timeoutMs, endMs, signal, onSpan } = options;
  const name = `${webRequest.method} ${webRequest.path}`;
  const path = pathOf(webRequest, endpoint);
  const payload = webRequest.body === undefined ? undefined : JSON.stringify(webRequest.body);
  const span = beginRequestSpan(webRequest.method, endpoint, path);
  if (span.spanId !== undefined) onSpan(span.spanId);
  return new Promise((resolve) => {
    const request = orEnd(span, () => open(webRequest, path, span, options));
    let progress: "connecting" | "sent" | "answered" = "connecting";
    let cutOff: "timeout" | "aborted" | undefined;
    const cut = (reason: NonNullable<typeof cutOff>) => {
      cutOff ??= reason;
      request.destroy();
    };
    const timer = setTimeout(cut, Math.max(1, endMs - performance.now()), "timeout");
    const onAbort = () => cut("aborted");
    signal.addEventListener("abort", onAbort);
    let isOver = false;
    const end = (result: WebAnswer | Failure) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      span.end("error" in result ? result.error.errorType : undefined);
      resolve(result);
    };
    const fail = (cause: unknown) => {
      const isStale = request.reusedSocket && progress === "sent" && cutOff === undefined && isReset(cause);
      end({ error: toVisitError(cause, { name, progress, cutOff, timeoutMs, signal }), isStale });
    };
    const onConnected = () => {
      progress = "sent";
      connections.used(request);
      span.connected(request);
    };
    request.once("socket", (socket) => {
      if (socket.connecting) socket.once(endpoint.isTls ? "secureConnect" : "connect", onConnected);
      else onConnected();
    });
    request.once("response", (response) => {
      progress = "answered";
      span.answered(response);
      readBody(response, (error, body) => {
        if (error !== undefined) return fail(error);
        end({ request: name, status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    request.on("error", fail);
    // After an answer that Node drops without an error, such as one that changes to another protocol.
    request.once("close", () => {
      if (progress !== "answered") fail(connectionClosed);
    });
    request.end(payload);
    if (signal.aborted) onAbort();
  });
}

const connectionClosed = Object.assign(new Error("the connection was closed"), { code: "EPIPE" });

/** Node refuses a method or a header that is none. */
function orEnd<T>(span: RequestSpan, make: () => T): T {
  try {
    return make();
  } catch (error) {
    span.end("scenario_error");
    throw error;
  }
}

function open(webRequest: WebRequest<unknown>, path: string, span: RequestSpan, options: Exchange): ClientRequest {
  const { method, headers, body } = webRequest;
  const { endpoint, hostHeader, connections } = options;
  const { request } = endpoint.isTls ? https : http;
  return request({
    method,
    host: endpoint.host,
    port: endpoint.port,
    path,
    agent: connections.agent,
    headers: {
      "user-agent": userAgent,
      ...(hostHeader !== "" && { host: hostHeader }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...span.headers,
      ...headers,
    },
  });
}

function isReset(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ECONNRESET" || code === "EPIPE";
}

type State = {
  readonly name: string;
  readonly progress: "connecting" | "sent" | "answered";
  readonly cutOff: "timeout" | "aborted" | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

function toVisitError(cause: unknown, { name, progress, cutOff, timeoutMs, signal }: State): VisitError {
  // A connection that is reset before Node has told that it stands did stand.
  const isConnected = progress !== "connecting" || (cause as NodeJS.ErrnoException).code === "ECONNRESET";
  if (cutOff === "timeout") {
    const reason = `${name}: no ${progress === "answered" ? "whole " : ""}answer within ${timeoutMs / 1_000} s`;
    return new VisitError(reason, { errorType: "timeout", outcome: "timeout", isConnected, cause });
  }
  if (cutOff === "aborted") return abortedBy(signal, { doing: name, isConnected, cause });
  if (cause === bodyTooLong) {
    return new VisitError(`${name} answered more than ${maxBodyBytes / 1_048_576} MiB`, {
      errorType: "answer_too_long",
    });
  }
  const { type, words } = connectionFault(cause);
  if (progress === "answered" && type === "connection_reset") {
    return new VisitError(`${name}: the answer ended half-way`, { errorType: "incomplete_answer", cause });
  }
  return new VisitError(isConnected ? `${name}: ${words}` : words, { errorType: type, isConnected, cause });
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { httpStatusOf, statusCode } from "@emojivoto/shared/errors/status.ts";
import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import { type Encoding, encodingOf } from "./encoding.ts";
import { PayloadError } from "./payload-error.ts";
import { isKnownEncoding, readPayload } from "./read-payload.ts";
import type { Signal } from "./signal.ts";

/** A sender has this long for a whole request. */
const requestTimeoutMs = 30_000;

/** OTLP over HTTP: protobuf and JSON, as they are or compressed. */
export function createHttpReceiver(signals: readonly Signal[], log: Logger): Server {
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    const head = readHead(request, signals);
    if ("message" in head) refuse(request, response, head);
    else void take(request, response, head, log);
  });
  server.maxConnections = 512;
  return server;
}

type Export = { readonly signal: Signal; readonly encoding: Encoding };
type Fault = { readonly status: number; readonly message: string; readonly headers?: Record<string, string> };

/** What a request's head says of its body, or what is wrong with it. */
function readHead({ url = "", method, headers }: IncomingMessage, signals: readonly Signal[]): Export | Fault {
  const signal = signals.find(({ httpPath }) => httpPath === url.split("?", 1)[0]);
  if (signal === undefined) {
    const paths = signals.map(({ httpPath }) => httpPath).join(" and ");
    return { status: 404, message: `not found: this port takes ${paths}` };
  }
  if (method !== "POST") return { status: 405, message: "expected a POST request", headers: { allow: "POST" } };
  const encoding = encodingOf(headers["content-type"]);
  if (encoding === undefined) {
    return {
      status: 415,
      message: "expected Content-Type application/x-protobuf or application/json",
      headers: { accept: "application/x-protobuf, application/json" },
    };
  }
  if (!isKnownEncoding(headers["content-encoding"])) {
    return {
      status: 415,
      message: "expected Content-Encoding gzip, deflate or none",
      headers: { "accept-encoding": "gzip, deflate" },
    };
  }
  return { signal, encoding };
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, message, headers }: Fault): void {
  response.writeHead(status, { ...headers, "content-type": "text/plain; charset=utf-8" }).end(`${message}\n`);
  // A sender that is cut off in the middle of its body does not get to see the answer.
  request.resume();
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  { signal, encoding }: Export,
  log: Logger,
): Promise<void> {
  try {
    const payload = encoding.decode(signal, await readPayload(request));
    const body = encoding.response(signal, signal.receive(payload));
    response.writeHead(200, { "content-type": encoding.contentType }).end(body);
  } catch (error) {
    // The sender may have gone in the middle of its body.
    if (!response.destroyed) answerFault(request, response, encoding, error, log);
  }
}

function answerFault(
  request: IncomingMessage,
  response: ServerResponse,
  encoding: Encoding,
  error: unknown,
  log: Logger,
): void {
  const known = error instanceof PayloadError ? error : undefined;
  if (known === undefined) log.error({ err: error }, "a payload could not be taken");
  const status = known?.status ?? "INTERNAL";
  const httpStatus = status === "RESOURCE_EXHAUSTED" ? 413 : httpStatusOf(status);
  response
    .writeHead(httpStatus, { "content-type": encoding.contentType })
    .end(encoding.status(statusCode[status], known?.message ?? "internal error"));
  request.resume();
}

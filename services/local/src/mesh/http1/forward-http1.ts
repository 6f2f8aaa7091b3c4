import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  request as sendRequest,
  type ServerResponse,
} from "node:http";
import { connectTo } from "../connect-to.ts";
import { type Failure, failureHeader, failureOf, noUpstream } from "../failure.ts";
import { findHeader } from "../headers/raw-headers.ts";
import type { Hop } from "../hop.ts";
import { passAnswer } from "./pass-answer.ts";
import { passBody, withBodyLength } from "./pass-body.ts";
import { readReplayable } from "./read-replayable.ts";

/** Carries requests of HTTP/1.1 to where a hop sends them, over connections that are kept. */
export type Http1Forwarder = {
  forward(request: IncomingMessage, response: ServerResponse): void;
  close(): void;
};

export function createHttp1Forwarder(hop: Hop): Http1Forwarder {
  const agent = new Agent({ keepAlive: true });
  agent.createConnection = ({ host, port }) => connectTo({ host: host ?? "", port: Number(port) });
  return { forward: (request, response) => void forward(request, response, hop, agent), close: () => agent.destroy() };
}

async function forward(request: IncomingMessage, response: ServerResponse, hop: Hop, agent: Agent): Promise<void> {
  const { method = "", url: target = "" } = request;
  const headers = withBodyLength(hop.admit(request.rawHeaders), request);
  const authority = findHeader(headers, "host") ?? "";
  const traced = hop.trace({ method, scheme: "http", authority, target, headers });
  const answerWith = (status: number) => {
    traced.answered(status);
    hop.count(status);
  };
  const fail = ({ status, reason }: Failure) => {
    if (response.headersSent || response.destroyed) return void response.destroy();
    answerWith(status);
    response.writeHead(status, { [failureHeader]: reason }).end();
  };
  const attempt = (body: Buffer | undefined, retriesLeft: number) => {
    const address = hop.upstream();
    if (address === undefined) return fail(noUpstream);
    const { headers: rewritten, answered } = traced.nextTry();
    const upstream = sendRequest({ ...address, agent, method, path: target, headers: rewritten });
    endWith(response, upstream);
    let hasAnswer = false;
    // An answer that came before the error is complete, or tells by itself that it is not.
    upstream.on("error", (error) => hasAnswer || fail(failureOf(error)));
    upstream.on("response", (answer) => {
      hasAnswer = true;
      const status = answer.statusCode ?? 0;
      answered(status);
      if (status >= 500 && retriesLeft > 0 && body !== undefined) {
        answer.resume();
        return attempt(body, retriesLeft - 1);
      }
      try {
        passAnswer(answer, response);
        answerWith(status);
      } catch (error) {
        upstream.destroy();
        fail(failureOf(error));
      }
    });
    if (body === undefined) passBody(request, upstream);
    else upstream.end(body);
  };
  // What an early answer has left of the body stands between it and the next request.
  response.once("finish", () => request.resume());
  try {
    attempt(hop.retries > 0 ? await readReplayable(request) : undefined, hop.retries);
  } catch (error) {
    fail(failureOf(error));
  }
}

/** A caller that leaves before its answer is complete takes the request upstream with it. */
function endWith(response: ServerResponse, upstream: ClientRequest): void {
  response.once("close", () => response.writableFinished || upstream.destroy());
}

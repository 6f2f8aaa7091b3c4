import { Agent as HttpAgent, type ClientRequest } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Endpoint } from "./endpoint.ts";

/** The connections to a target, and how many were opened. */
export type Connections = {
  readonly agent: HttpAgent;
  /** To be told that the connection which a request was given is there. */
  used(request: ClientRequest): void;
  opened(): number;
  close(): void;
};

export type ConnectionOptions = {
  /** Kept open, without a use, at most. */
  readonly maxIdle: number;
  /** Of an https target: false takes any certificate. */
  readonly verifiesCertificate: boolean;
};

/**
 * Node's servers close a connection that was idle for 5 s, and a proxy between does not pass that on: one that is used
 * again just then is lost. Only idle connections end by this; a request has a time of its own.
 */
const idleTimeoutMs = 4_000;

/** Connections that are kept open between requests. */
export function createConnections(
  { isTls }: Endpoint,
  { maxIdle, verifiesCertificate }: ConnectionOptions,
): Connections {
  const options = { keepAlive: true, maxFreeSockets: maxIdle, timeout: idleTimeoutMs };
  const agent = isTls
    ? new HttpsAgent({ ...options, rejectUnauthorized: verifiesCertificate })
    : new HttpAgent(options);
  let opened = 0;
  return {
    agent,
    used: ({ reusedSocket }) => {
      if (!reusedSocket) opened++;
    },
    opened: () => opened,
    close: () => agent.destroy(),
  };
}

import type { Socket } from "node:net";
import type { Address } from "./address.ts";
import type { RawHeaders } from "./headers/raw-headers.ts";
import type { RequestTracer } from "./spans/create-request-tracer.ts";

/** What a proxy does with a request, apart from carrying it. */
export type Hop = {
  /** Where requests go now; undefined while that is not known. */
  upstream(): Address | undefined;
  /** The headers that go on: those of the connection dropped, the caller's identity put right. */
  admit(headers: RawHeaders): RawHeaders;
  readonly trace: RequestTracer;
  /** An answer with this HTTP status went back. */
  count(status: number): void;
  /** How often a request that is answered 5xx is sent again; HTTP/1.1 only. */
  readonly retries: number;
};

/** One protocol's server, fed with connections that have been accepted elsewhere. */
export type ProtocolServer = {
  accept(socket: Socket): void;
  /** Lets open requests finish, takes no more, and closes each connection after its last. */
  drain(): void;
};

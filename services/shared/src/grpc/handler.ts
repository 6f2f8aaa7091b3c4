import type { Metadata } from "@grpc/grpc-js";
import type { Claims } from "../auth/verify-token.ts";
import type { Logger } from "../log/create-logger.ts";
import type { RequestOf, ResponseOf, ServiceDefinition } from "./definition.ts";

/** What a handler knows of its call beside the request. */
export type CallContext = {
  /** Aborts when the caller goes away or the deadline passes; the reason is an AbortError or a TimeoutError. */
  readonly signal: AbortSignal;
  /** When the caller stops waiting; undefined where it set no deadline. */
  readonly deadline: Date | undefined;
  readonly metadata: Metadata;
  /** The verified token's claims, where one was sent. */
  readonly caller: Claims | undefined;
  readonly log: Logger;
};

/** Answers a unary call; throws an AppError of a catalogue, anything else becomes INTERNAL "internal error". */
export type Handler<Request, Response> = (request: Request, context: CallContext) => Promise<Response> | Response;

/** A handler for each method of a service. */
export type Handlers<D extends ServiceDefinition> = {
  readonly [M in keyof D["methods"]]: Handler<RequestOf<D["methods"][M]>, ResponseOf<D["methods"][M]>>;
};

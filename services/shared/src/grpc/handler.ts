import type { Metadata } from "@grpc/grpc-js";
import type { Claims } from "../auth/verify-token.ts";
import type { Logger } from "../log/create-logger.ts";
import type { MethodDefinition, RequestOf, ResponseOf, ServiceDefinition } from "./definition.ts";

/** What a handler knows of its call beside the request. */
export type CallContext = {
  /** Aborts when the caller goes away or the deadline passes; the reason is an AbortError or a TimeoutError. */
  readonly signal: AbortSignal;
  /** Aborts when the server stops: a stream that would go on for ever ends itself, other calls finish their work. */
  readonly draining: AbortSignal;
  /** When the caller stops waiting; undefined where it set no deadline. */
  readonly deadline: Date | undefined;
  readonly metadata: Metadata;
  /** The verified token's claims, where one was sent. */
  readonly caller: Claims | undefined;
  readonly log: Logger;
};

/** Answers a unary call; throws an AppError of a catalogue, anything else becomes INTERNAL "internal error". */
export type Handler<Request, Response> = (request: Request, context: CallContext) => Promise<Response> | Response;

/** Answers with a stream, which is pulled as fast as the caller reads and told by `return()` when the call ends early. */
export type ServerStreamingHandler<Request, Response> = (
  request: Request,
  context: CallContext,
) => AsyncIterable<Response>;

/** Answers a stream once; the caller sends no faster than `requests` are pulled. They may be left unread. */
export type ClientStreamingHandler<Request, Response> = (
  requests: AsyncIterable<Request>,
  context: CallContext,
) => Promise<Response>;

/** Answers a stream with a stream, each at its own pace. */
export type BidiStreamingHandler<Request, Response> = (
  requests: AsyncIterable<Request>,
  context: CallContext,
) => AsyncIterable<Response>;

/** The handler that a method's definition asks for. */
export type HandlerOf<M extends MethodDefinition> = M["requestStream"] extends true
  ? M["responseStream"] extends true
    ? BidiStreamingHandler<RequestOf<M>, ResponseOf<M>>
    : ClientStreamingHandler<RequestOf<M>, ResponseOf<M>>
  : M["responseStream"] extends true
    ? ServerStreamingHandler<RequestOf<M>, ResponseOf<M>>
    : Handler<RequestOf<M>, ResponseOf<M>>;

/** A handler for each method of a service. */
export type Handlers<D extends ServiceDefinition> = {
  readonly [M in keyof D["methods"]]: HandlerOf<D["methods"][M]>;
};

import type { Claims } from "@emojivoto/shared/auth/verify-token.ts";
import type { CallOptions } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import type { Response } from "express";

/** What is known of a request beside the request: its trace, its time, and who sends it. */
export type RequestContext = CallOptions & {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** Set where the route asks for a token. */
  readonly caller?: Claims;
};

export function contextOf(response: Response): RequestContext {
  return (response.locals as { context: RequestContext }).context;
}

export function setContext(response: Response, context: RequestContext): void {
  (response.locals as { context: RequestContext }).context = context;
}

import type { Handler } from "@emojivoto/shared/grpc/handler.ts";
import { emojiErrors } from "../errors.ts";

/** `handler`, but the share `failureRate` (0–1) of its calls fails, at random. */
export function failOnPurpose<Request, Response>(
  failureRate: number,
  handler: Handler<Request, Response>,
): Handler<Request, Response> {
  return (request, context) => {
    if (Math.random() < failureRate) throw emojiErrors.failedOnPurpose();
    return handler(request, context);
  };
}

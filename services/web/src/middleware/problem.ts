import { STATUS_CODES } from "node:http";
import type { AppError } from "@emojivoto/shared/errors/app-error.ts";
import { toAppError } from "@emojivoto/shared/errors/errors.ts";
import { httpStatusOf } from "@emojivoto/shared/errors/status.ts";
import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import type { NextFunction, Request, Response } from "express";
import { webErrors } from "../errors.ts";
import { contextOf } from "../request-context.ts";

/** Answers an error with RFC 9457 problem details, and RFC 6750's challenge where a token is at fault. */
export function problem(log: Logger) {
  return function problemHandler(thrown: unknown, _request: Request, response: Response, next: NextFunction): void {
    const error = errorOf(thrown, log);
    if (response.headersSent) return next(error);
    const { code, status, httpStatus = httpStatusOf(status), retryable } = error.entry;
    const challenge = challengeOf(error);
    if (challenge !== undefined) response.set("WWW-Authenticate", challenge);
    if (retryable && httpStatus === 503) response.set("Retry-After", "1");
    response
      .status(httpStatus)
      .set("Cache-Control", "no-store")
      .type("application/problem+json")
      .send(
        JSON.stringify({
          type: "about:blank",
          title: STATUS_CODES[httpStatus] ?? "Error",
          status: httpStatus,
          detail: error.message,
          code,
          trace_id: contextOf(response).traceId,
        }),
      );
  };
}

/** Answers an error of the open routes as they always have: `{"error": …}`, 400 or 500. */
export function legacyError(log: Logger) {
  return function legacyErrorHandler(thrown: unknown, _request: Request, response: Response, next: NextFunction): void {
    const error = errorOf(thrown, log);
    if (response.headersSent) return next(error);
    const { status, httpStatus = httpStatusOf(status) } = error.entry;
    response.status(httpStatus < 500 ? 400 : 500).json({ error: error.message });
  };
}

/** What went wrong, as an AppError; a bug is logged with its cause. */
function errorOf(thrown: unknown, log: Logger): AppError {
  const error = thrown instanceof URIError ? webErrors.malformedUrl({ cause: thrown }) : toAppError(thrown);
  if (error.entry.code === "internal") log.error({ err: error.cause ?? error }, "request failed");
  return error;
}

/** RFC 6750, 3: no error code where no token was sent. */
function challengeOf({ entry, message }: AppError): string | undefined {
  const realm = 'Bearer realm="emojivoto"';
  switch (entry.code) {
    case "token_required":
    case "invalid_credentials":
      return realm;
    case "invalid_token":
    case "insufficient_scope":
      return `${realm}, error="${entry.code}", error_description="${message.replaceAll(/["\\`]/g, "'")}"`;
    default:
      return undefined;
  }
}

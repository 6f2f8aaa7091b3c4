import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import express, {
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import { webErrors } from "../errors.ts";

/** Every body that web takes fits many times. */
const limit = "16kb";

const form = "application/x-www-form-urlencoded";

type Handlers = (RequestHandler | ErrorRequestHandler)[];

/** Parses a JSON body into `request.body`; 415 for another type, 413 for a large one, 400 for a malformed one. */
export function jsonBody(): Handlers {
  return readBody(["application/json"], [express.json({ limit, inflate: false, verify: demandUtf8 })]);
}

/** The same for a JSON body or a form. */
export function jsonOrFormBody(): Handlers {
  return readBody(
    ["application/json", form],
    [
      express.json({ limit, inflate: false, verify: demandUtf8 }),
      express.urlencoded({ limit, inflate: false, verify: demandUtf8, extended: false }),
    ],
  );
}

/** Parses a form where one was sent and leaves any other body unread. */
export function optionalFormBody(): Handlers {
  const parse = express.urlencoded({ limit, inflate: false, verify: demandUtf8, extended: false });
  return [parse, bodyErrors([form])];
}

function readBody(types: string[], parsers: RequestHandler[]): Handlers {
  const demandType = (request: Request, _response: Response, next: NextFunction) => {
    const isWanted = Boolean(request.is(types)) && isUtf8Charset(request.get("content-type"));
    next(isWanted ? undefined : webErrors.unsupportedMediaType(types.join(" or ")));
  };
  return [demandType, ...parsers, bodyErrors(types)];
}

function isUtf8Charset(contentType = ""): boolean {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
}

/** body-parser turns bytes that are not UTF-8 into U+FFFD without a word. */
function demandUtf8(_request: IncomingMessage, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw webErrors.malformedJson();
}

function bodyErrors(types: string[]) {
  return function bodyErrorHandler(error: unknown, _request: Request, _response: Response, next: NextFunction): void {
    next(toWebError(error, types));
  };
}

/** body-parser's errors by their documented `type`. */
function toWebError(error: unknown, types: string[]): unknown {
  switch ((error as { type?: string }).type) {
    case "entity.too.large":
    case "parameters.too.many":
      return webErrors.bodyTooLarge(limit, { cause: error });
    case "encoding.unsupported":
    case "charset.unsupported":
      return webErrors.unsupportedMediaType(types.join(" or "), { cause: error });
    case "entity.parse.failed":
    case "entity.verify.failed":
    case "request.size.invalid":
    case "request.aborted":
      return webErrors.malformedJson({ cause: error });
    default:
      return error;
  }
}

import type { Request, Response } from "express";
import { webErrors } from "../errors.ts";

/** The last handler of an address: 405 with the methods that it takes. */
export function methodNotAllowed(...allowed: string[]) {
  return function methodNotAllowedHandler(_request: Request, response: Response): never {
    const list = allowed.join(", ");
    response.set("Allow", list);
    throw webErrors.methodNotAllowed(list);
  };
}

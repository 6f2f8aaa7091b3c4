import { bearerTokenOf } from "@emojivoto/shared/auth/bearer-token.ts";
import { errors } from "@emojivoto/shared/errors/errors.ts";
import type { NextFunction, Request, Response } from "express";
import type { Auth } from "../auth/create-auth.ts";
import type { Scope } from "../auth/scopes.ts";
import { webErrors } from "../errors.ts";
import { contextOf, setContext } from "../request-context.ts";

/** Lets a request pass whose bearer token is valid and has `scope`, and keeps its claims for the route. */
export function requireToken(auth: Auth | undefined, scope?: Scope) {
  return function requireTokenMiddleware(request: Request, response: Response, next: NextFunction): void {
    if (auth === undefined) throw webErrors.authNotConfigured();
    const token = bearerTokenOf(request.get("authorization"));
    if (token === undefined) throw errors.tokenRequired();
    const caller = auth.verify(token);
    if (scope !== undefined && !caller.scopes.includes(scope)) throw webErrors.insufficientScope(scope);
    setContext(response, { ...contextOf(response), caller, token });
    next();
  };
}

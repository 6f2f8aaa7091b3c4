import type { Request, Response } from "express";
import { contextOf } from "../../request-context.ts";

/** `GET /api/v1/me`: `{subject, scopes, expires_at}` of the token; the time in ISO 8601. */
export function me() {
  return (_request: Request, response: Response): void => {
    const { caller } = contextOf(response);
    response.set("Cache-Control", "no-store").json({
      subject: caller?.subject,
      scopes: caller?.scopes,
      expires_at: new Date((caller?.expiresAt ?? 0) * 1_000).toISOString(),
    });
  };
}

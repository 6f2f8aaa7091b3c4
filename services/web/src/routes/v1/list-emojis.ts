import type { Request, Response } from "express";
import type { Backends } from "../../backends/create-backends.ts";
import { contextOf } from "../../request-context.ts";

/** `GET /api/v1/emojis`: `{emojis: [{shortcode, unicode}]}`. */
export function listEmojis(backends: Backends) {
  return async (_request: Request, response: Response): Promise<void> => {
    const emojis = await backends.listAll(contextOf(response));
    response.json({ emojis: emojis.map(({ shortcode, unicode }) => ({ shortcode, unicode })) });
  };
}

import type { Request, Response } from "express";
import type { Backends } from "../../backends/create-backends.ts";
import { contextOf } from "../../request-context.ts";

/** `/api/list`: `[{shortcode, unicode}]`, always by one ListAll. */
export function list(backends: Backends) {
  return async (_request: Request, response: Response): Promise<void> => {
    const emoji = await backends.listAll(contextOf(response));
    response.json(emoji.map(({ shortcode, unicode }) => ({ shortcode, unicode })));
  };
}

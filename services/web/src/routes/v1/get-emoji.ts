import type { Request, Response } from "express";
import type { Backends } from "../../backends/create-backends.ts";
import { webErrors } from "../../errors.ts";
import { contextOf } from "../../request-context.ts";

/** `GET /api/v1/emojis/{shortcode}`: `{shortcode, unicode}`, or 404. */
export function getEmoji(backends: Backends) {
  return async (request: Request<{ shortcode: string }>, response: Response): Promise<void> => {
    const { shortcode } = request.params;
    const emoji = await backends.find(shortcode, contextOf(response));
    if (emoji === undefined) throw webErrors.noSuchEmoji(shortcode);
    response.json({ shortcode: emoji.shortcode, unicode: emoji.unicode });
  };
}

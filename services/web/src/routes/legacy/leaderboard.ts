import type { Request, Response } from "express";
import type { Backends } from "../../backends/create-backends.ts";
import { contextOf } from "../../request-context.ts";

/** `/api/leaderboard`: `[{shortcode, unicode, votes: "12"}]`, most votes first. */
export function leaderboard(backends: Backends) {
  return async (_request: Request, response: Response): Promise<void> => {
    const standings = await backends.leaderboard(contextOf(response));
    response.json(standings.map(({ shortcode, unicode, votes }) => ({ shortcode, unicode, votes: String(votes) })));
  };
}

import type { Request, Response } from "express";
import type { Backends } from "../../backends/create-backends.ts";
import { contextOf } from "../../request-context.ts";

/** `GET /api/v1/leaderboard`: `{leaderboard: [{rank, shortcode, unicode, votes}]}`, most votes first. */
export function leaderboard(backends: Backends) {
  return async (_request: Request, response: Response): Promise<void> => {
    const standings = await backends.leaderboard(contextOf(response));
    response.json({
      leaderboard: standings.map(({ shortcode, unicode, votes }, index) => ({
        rank: index + 1,
        shortcode,
        unicode,
        votes: Number(votes),
      })),
    });
  };
}

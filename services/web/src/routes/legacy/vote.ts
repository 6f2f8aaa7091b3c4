import type { Request, Response } from "express";
import type { Backends } from "../../backends/create-backends.ts";
import { ballotIdOf } from "../../ballot-id.ts";
import { webErrors } from "../../errors.ts";
import { contextOf } from "../../request-context.ts";

/** `/api/vote?choice=:joy:`, any method: FindByShortcode, then the emoji's vote method; 200 without a body. */
export function vote(backends: Backends) {
  return async (request: Request, response: Response): Promise<void> => {
    const context = contextOf(response);
    const choice = choiceOf(request);
    const ballotId = ballotIdOf(request, "");
    const emoji = await backends.find(choice, context);
    if (emoji === undefined) throw webErrors.unknownEmoji(choice);
    await backends.vote(emoji.shortcode, ballotId, context);
    response.status(200).end();
  };
}

/** The first `choice` of the form or the query, in Go's order: a form's field comes first. */
function choiceOf(request: Request): string {
  const { choice: inForm } = (request.body ?? {}) as { choice?: unknown };
  const choice = [inForm ?? request.query["choice"]].flat()[0];
  if (typeof choice !== "string" || choice === "") throw webErrors.missingChoice();
  return choice;
}

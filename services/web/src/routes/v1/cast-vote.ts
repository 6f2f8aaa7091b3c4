import type { VoteResponse } from "@emojivoto/proto/voting";
import { AppError } from "@emojivoto/shared/errors/app-error.ts";
import { errors } from "@emojivoto/shared/errors/errors.ts";
import type { Request, Response } from "express";
import type { Backends } from "../../backends/create-backends.ts";
import { ballotIdOf } from "../../ballot-id.ts";
import { webErrors } from "../../errors.ts";
import { contextOf } from "../../request-context.ts";

/**
 * `POST /api/v1/votes` with `{choice}`: 201 `{id, choice, total, trace_id}`. With an Idempotency-Key a repeat
 * answers the same and says `Idempotency-Replayed: true`; the key for another choice is 422.
 */
export function castVote(backends: Backends) {
  return async (request: Request, response: Response): Promise<void> => {
    const context = contextOf(response);
    const choice = choiceOf(request.body);
    const id = ballotIdOf(request, context.caller?.subject ?? "");
    const emoji = await backends.known(choice, context);
    if (emoji === undefined) throw webErrors.unknownEmoji(choice);
    const { total, replayed } = await backends.vote(choice, id, context).catch(keyReused);
    if (replayed) response.set("Idempotency-Replayed", "true");
    response.status(201).json({ id, choice, total: Number(total), trace_id: context.traceId });
  };
}

function choiceOf(body: unknown): string {
  const choice: unknown = (body as { choice?: unknown } | null)?.choice;
  if (typeof choice === "string" && choice !== "") return choice;
  throw errors.invalidArgument(
    "choice",
    "a shortcode like `:joy:`",
    choice === "" ? "an empty string" : nameOf(choice),
  );
}

function nameOf(value: unknown): string {
  if (value === undefined) return "nothing";
  return value === null ? "null" : `a value of type ${Array.isArray(value) ? "array" : typeof value}`;
}

function keyReused(error: unknown): VoteResponse {
  const isReused = error instanceof AppError && error.entry.status === "ALREADY_EXISTS";
  throw isReused ? webErrors.keyReused({ cause: error }) : error;
}

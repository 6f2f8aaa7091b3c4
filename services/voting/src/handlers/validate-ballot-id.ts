import { errors } from "@emojivoto/shared/errors/errors.ts";

const maxBytes = 64;

/** Throws `invalid_argument` for an id that is too long; the empty id is valid. */
export function validateBallotId(ballotId: string): void {
  const bytes = Buffer.byteLength(ballotId);
  if (bytes > maxBytes) throw errors.invalidArgument("ballot_id", `at most ${maxBytes} bytes`, `${bytes}`);
}

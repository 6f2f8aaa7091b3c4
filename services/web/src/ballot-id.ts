import { createHash } from "node:crypto";
import { errors } from "@emojivoto/shared/errors/errors.ts";
import type { Request } from "express";
import { v7 as uuidv7 } from "uuid";

const keyForm = /^[\x21-\x7e]{1,255}$/;

/**
 * The id under which a vote counts once: a hash of the caller and its Idempotency-Key (43 characters), or a
 * new UUIDv7 where it sent none. Throws `invalid_argument` for a key that is none.
 */
export function ballotIdOf(request: Request, subject: string): string {
  const key = request.get("idempotency-key");
  if (key === undefined) return uuidv7();
  if (!keyForm.test(key)) {
    throw errors.invalidArgument("Idempotency-Key", "1 to 255 visible ASCII characters", `${key.length} characters`);
  }
  return createHash("sha256")
    .update(JSON.stringify([subject, key]))
    .digest("base64url");
}

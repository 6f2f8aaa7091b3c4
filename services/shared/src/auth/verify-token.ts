import jwt from "jsonwebtoken";
import { z } from "zod";
import { errors } from "../errors/errors.ts";
import type { TokenKey } from "./token-keys.ts";

export const issuer = "emojivoto";
export const audience = "emojivoto";

/** What a verified token says. */
export type Claims = {
  /** The app key that the token was given to. */
  readonly subject: string;
  readonly scopes: readonly string[];
  /** Seconds since 1970. */
  readonly expiresAt: number;
};

export type VerifyToken = (token: string) => Claims;

const claimsSchema = z.object({
  sub: z.string().min(1),
  exp: z.number(),
  iat: z.number(),
  nbf: z.number(),
  jti: z.string().min(1),
  scope: z.string(),
});

/** Seconds that the clocks of two machines may differ by. */
const clockToleranceS = 5;

/**
 * A function that verifies a JWT with the key that its `kid` names, and with that key's one algorithm only
 * (RFC 8725). It throws `invalid_token` with the reason; never with a part of the token.
 */
export function createVerifyToken(keys: readonly TokenKey[]): VerifyToken {
  return (token) => {
    const header = jwt.decode(token, { complete: true })?.header;
    if (!header) throw errors.invalidToken("it is not a JWT");
    const key = keys.find(({ kid }) => kid === header.kid);
    if (!key) throw errors.invalidToken("no key of this service has its `kid`");
    const payload = verify(token, key);
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) throw errors.invalidToken("it lacks a claim: sub, exp, iat, nbf, jti and scope are needed");
    const { sub, exp, scope } = claims.data;
    return { subject: sub, scopes: scope.split(" ").filter(Boolean), expiresAt: exp };
  };
}

function verify(token: string, { key, algorithm }: TokenKey): unknown {
  try {
    return jwt.verify(token, key, { algorithms: [algorithm], issuer, audience, clockTolerance: clockToleranceS });
  } catch (error) {
    throw errors.invalidToken(reasonOf(error), { cause: error });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof jwt.TokenExpiredError) return "it has expired";
  if (error instanceof jwt.NotBeforeError) return "it is not valid yet";
  const message = error instanceof Error ? error.message : "";
  if (message.startsWith("jwt audience invalid")) return "it is for another audience";
  if (message.startsWith("jwt issuer invalid")) return "it comes from another issuer";
  if (message === "invalid algorithm") return "its algorithm is not the one of its key";
  if (message === "invalid signature" || message === "jwt signature is required") return "its signature is wrong";
  return "it is malformed";
}

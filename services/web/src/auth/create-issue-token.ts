import { randomUUID } from "node:crypto";
import type { TokenKey } from "@emojivoto/shared/auth/token-keys.ts";
import { audience, issuer } from "@emojivoto/shared/auth/verify-token.ts";
import jwt from "jsonwebtoken";
import type { Scope } from "./scopes.ts";

/** Signs a JWT for a subject; `lifetimeS` in seconds. */
export type IssueToken = (subject: string, scopes: readonly Scope[], lifetimeS: number) => string;

export function createIssueToken({ key, kid, algorithm }: TokenKey): IssueToken {
  return (subject, scopes, lifetimeS) =>
    jwt.sign({ scope: scopes.join(" ") }, key, {
      algorithm,
      keyid: kid,
      issuer,
      audience,
      subject,
      jwtid: randomUUID(),
      notBefore: 0,
      expiresIn: lifetimeS,
    });
}

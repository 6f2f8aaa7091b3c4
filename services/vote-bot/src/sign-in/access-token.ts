import { z } from "zod";
import type { Visitor } from "../scenarios/scenario.ts";
import { unlessCutOff } from "../scenarios/unless-cut-off.ts";
import { parseAnswer } from "../web/parse-answer.ts";
import type { Credentials } from "./credentials.ts";

/** The token that all visits share. */
export type AccessToken = {
  /** The token; signs in when there is none or 80 % of its life is over. Throws a VisitError when that fails. */
  get(visitor: Pick<Visitor, "send" | "signal">): Promise<string>;
  /** To be told of a token that web or voting refused: it is not given out again. */
  refused(token: string): void;
};

type Kept = { readonly token: string; readonly refreshAtMs: number; readonly expiresAtMs: number };

/** Of a visit that signed in for all. */
type Failure = { readonly error: unknown; readonly isCutOff: boolean };

const lifeBeforeRefresh = 0.8;

/** RFC 6750's b64token, so that it can stand in a header. */
const authAnswer = z.object({
  access_token: z.string().regex(/^[\w\-.~+/]+=*$/),
  expires_in: z.number().min(1),
});

/**
 * Visits that need a token at the same time wait for one POST /auth, which is a request of the first, and while the
 * old token lives they go on with that. A refresh that fails changes nothing as long.
 */
export function createAccessToken(
  { appKey, appSecret }: Credentials,
  nowMs: () => number = () => performance.now(),
): AccessToken {
  let kept: Kept | undefined;
  let signingIn: Promise<Failure | undefined> | undefined;

  const request = {
    method: "POST",
    path: "/auth",
    body: { app_key: appKey, app_secret: appSecret },
    read: parseAnswer(authAnswer, "a token"),
  };
  /** Never rejects: no visit may be left that waits for it. */
  const signIn = async ({ send, signal }: Pick<Visitor, "send" | "signal">): Promise<Failure | undefined> => {
    try {
      const { access_token: token, expires_in: lifeSeconds } = await send(request);
      const lifeMs = lifeSeconds * 1_000;
      kept = { token, refreshAtMs: nowMs() + lifeMs * lifeBeforeRefresh, expiresAtMs: nowMs() + lifeMs };
      return undefined;
    } catch (error) {
      return { error, isCutOff: signal.aborted };
    } finally {
      signingIn = undefined;
    }
  };

  const tokenBefore = (limit: "refreshAtMs" | "expiresAtMs") =>
    kept !== undefined && nowMs() < kept[limit] ? kept.token : undefined;

  return {
    get: async (visitor) => {
      for (;;) {
        const isOthers = signingIn !== undefined;
        const token = tokenBefore(isOthers ? "expiresAtMs" : "refreshAtMs");
        if (token !== undefined) return token;
        signingIn ??= signIn(visitor);
        const failure = await (isOthers ? unlessCutOff(signingIn, visitor.signal, "waiting for a token") : signingIn);
        const tokenNow = tokenBefore("expiresAtMs");
        if (tokenNow !== undefined) return tokenNow;
        // That another visit was cut off says nothing of web: those that waited for it try themselves.
        if (failure !== undefined && !(isOthers && failure.isCutOff)) throw failure.error;
      }
    },
    refused: (token) => {
      if (kept?.token === token) kept = undefined;
    },
  };
}

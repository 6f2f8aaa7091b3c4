import { z } from "zod";
import type { Credentials } from "./credentials.ts";
import type { WebClient } from "./web/create-web-client.ts";
import { parseAnswer } from "./web/parse-answer.ts";

/** The token that all visits share. */
export type AccessToken = {
  /** The token; signs in when there is none or 80 % of its life is over. */
  get(signal: AbortSignal): Promise<string>;
  /** Another token than `refused`; signs in unless another visit already has. */
  replace(refused: string, signal: AbortSignal): Promise<string>;
};

type Kept = { readonly token: string; readonly refreshAtMs: number; readonly expiresAtMs: number };

const lifeBeforeRefresh = 0.8;

/** RFC 6750's b64token, so that it can stand in a header. */
const authAnswer = z.object({
  access_token: z.string().regex(/^[\w\-.~+/]+=*$/),
  expires_in: z.number().positive(),
});

/**
 * Visits that need a new token at the same time wait for one POST /auth, which is in the trace of the first.
 * While the old token still lives, a refresh that fails changes nothing.
 */
export function createAccessToken(
  web: WebClient,
  { appKey, appSecret }: Credentials,
  nowMs: () => number = () => performance.now(),
): AccessToken {
  let kept: Kept | undefined;
  let signingIn: Promise<string> | undefined;

  const signIn = async (signal: AbortSignal) => {
    const body = { app_key: appKey, app_secret: appSecret };
    const answer = await web.send({ method: "POST", path: "/auth", body, signal });
    const { access_token: token, expires_in: lifeSeconds } = parseAnswer(answer, authAnswer, "a token");
    const lifeMs = lifeSeconds * 1_000;
    kept = { token, refreshAtMs: nowMs() + lifeMs * lifeBeforeRefresh, expiresAtMs: nowMs() + lifeMs };
    return token;
  };
  const signInOnce = (signal: AbortSignal) => {
    signingIn ??= signIn(signal).finally(() => {
      signingIn = undefined;
    });
    return signingIn;
  };

  return {
    get: async (signal) => {
      if (kept !== undefined && nowMs() < kept.refreshAtMs) return kept.token;
      try {
        return await signInOnce(signal);
      } catch (error) {
        if (kept !== undefined && nowMs() < kept.expiresAtMs) return kept.token;
        throw error;
      }
    },
    replace: async (refused, signal) => {
      if (kept?.token === refused) kept = undefined;
      return kept?.token ?? (await signInOnce(signal));
    },
  };
}

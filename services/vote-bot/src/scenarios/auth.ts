import { v4 as uuid } from "uuid";
import { z } from "zod";
import type { AccessToken } from "../access-token.ts";
import { parseAnswer } from "../web/parse-answer.ts";
import { shortcode } from "../web/shortcode.ts";
import type { WebClient } from "../web/create-web-client.ts";
import type { WebAnswer, WebRequest } from "../web/web-request.ts";
import type { Scenario } from "./scenario.ts";

const emojisAnswer = z.object({ emojis: z.array(z.object({ shortcode })).min(1) });

/** A visit of the API behind the token: GET /api/v1/emojis, then POST /api/v1/votes; POST /auth where it needs one. */
export function auth(web: WebClient, accessToken: AccessToken): Scenario {
  return async ({ signal, choose }) => {
    const list = await sendWithToken(web, accessToken, { method: "GET", path: "/api/v1/emojis", signal });
    const choice = choose(parseAnswer(list, emojisAnswer, "a list of emoji").emojis.map((emoji) => emoji.shortcode));
    return sendWithToken(web, accessToken, {
      method: "POST",
      path: "/api/v1/votes",
      headers: { "idempotency-key": uuid() },
      body: { choice },
      signal,
    });
  };
}

/** Sends with the shared token, and once more with a new one when web refuses it: keys may have been rotated. */
async function sendWithToken(web: WebClient, accessToken: AccessToken, request: WebRequest): Promise<WebAnswer> {
  const send = (token: string) =>
    web.send({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
  const token = await accessToken.get(request.signal);
  const answer = await send(token);
  if (answer.status !== 401) return answer;
  return send(await accessToken.replace(token, request.signal));
}

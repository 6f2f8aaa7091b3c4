import { v4 as uuid } from "uuid";
import type { AccessToken } from "../sign-in/access-token.ts";
import type { WebAnswer, WebRequest } from "../web/web-request.ts";
import { readEmojis } from "./answers.ts";
import { expectsOf } from "./pick-emoji.ts";
import type { Scenario, Visitor } from "./scenario.ts";

/** A visit of the API behind the token: GET /api/v1/emojis, then POST /api/v1/votes; POST /auth where it needs one. */
export function auth(accessToken: AccessToken): Scenario {
  return {
    name: "auth",
    routes: ["/auth", "/api/v1/emojis", "/api/v1/votes"],
    visit: async (visitor) => {
      const list = { method: "GET", path: "/api/v1/emojis", read: readEmojis };
      const choice = visitor.choose(await sendWithToken(visitor, accessToken, list));
      await sendWithToken(visitor, accessToken, {
        method: "POST",
        path: "/api/v1/votes",
        headers: { "idempotency-key": uuid() },
        body: { choice },
        expects: expectsOf(choice),
      });
    },
  };
}

/** Sends with the shared token, and once more with a new one when web refuses it: keys may have been rotated. */
async function sendWithToken<T = WebAnswer>(
  { send, signal }: Visitor,
  accessToken: AccessToken,
  request: WebRequest<T>,
): Promise<T> {
  const token = await accessToken.get({ send, signal });
  const expects = [...(request.expects ?? []), 401];
  const answer = await send<T | Refusal>({ ...withToken(request, token), expects });
  if (!isRefusal(answer)) return answer;
  accessToken.refused(token);
  return send(withToken(request, await accessToken.get({ send, signal })));
}

type Refusal = WebAnswer & { readonly status: 401 };

function isRefusal(answer: unknown): answer is Refusal {
  return (answer as WebAnswer).status === 401;
}

function withToken<T>(request: WebRequest<T>, token: string): WebRequest<T> {
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}

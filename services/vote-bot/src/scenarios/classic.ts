import { v4 as uuid } from "uuid";
import { z } from "zod";
import { parseAnswer } from "../web/parse-answer.ts";
import { shortcode } from "../web/shortcode.ts";
import type { WebClient } from "../web/create-web-client.ts";
import type { Scenario } from "./scenario.ts";

const listAnswer = z.array(z.object({ shortcode })).min(1);

/** Upstream's visit: GET /api/list, then GET /api/vote?choice=…; the key makes a mesh's retry count once. */
export function classic(web: WebClient): Scenario {
  return async ({ signal, choose }) => {
    const list = await web.send({ method: "GET", path: "/api/list", signal });
    const choice = choose(parseAnswer(list, listAnswer, "a list of emoji").map((emoji) => emoji.shortcode));
    return web.send({
      method: "GET",
      path: "/api/vote",
      // As upstream writes it: colons stay as they are.
      query: `choice=${encodeURIComponent(choice).replaceAll("%3A", ":")}`,
      headers: { "idempotency-key": uuid() },
      signal,
    });
  };
}

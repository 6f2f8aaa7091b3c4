import { VisitError } from "../run/visit-error.ts";
import type { WebAnswer } from "../web/web-request.ts";
import { readLeaderboard, readList } from "./answers.ts";
import type { Scenario } from "./scenario.ts";
import { vote } from "./vote.ts";

/** A person's visit: the page and its list, a look at it, a vote, and the leaderboard. */
export const browse: Scenario = {
  name: "browse",
  routes: ["/", "/api/list", "/api/vote", "/api/leaderboard"],
  visit: async (visitor) => {
    await visitor.send({ method: "GET", path: "/", read: checkPage });
    const shortcodes = await visitor.send({ method: "GET", path: "/api/list", read: readList });
    await visitor.think("look at the list", 500, 2_000);
    await vote(visitor, visitor.choose(shortcodes));
    await visitor.send({ method: "GET", path: "/api/leaderboard", read: readLeaderboard });
  },
};

function checkPage({ request, status, headers }: WebAnswer): void {
  if (headers["content-type"]?.startsWith("text/html")) return;
  throw new VisitError(`${request} answered something else than a page`, { errorType: "unexpected_answer", status });
}

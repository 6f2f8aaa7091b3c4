import { readList } from "./answers.ts";
import type { Scenario } from "./scenario.ts";
import { vote } from "./vote.ts";

/** Upstream's visit: GET /api/list, then GET /api/vote?choice=…. */
export const classic: Scenario = {
  name: "classic",
  routes: ["/api/list", "/api/vote"],
  visit: async (visitor) => {
    const shortcodes = await visitor.send({ method: "GET", path: "/api/list", read: readList });
    await vote(visitor, visitor.choose(shortcodes));
  },
};

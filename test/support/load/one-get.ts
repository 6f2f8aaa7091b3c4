import type { Visitor } from "@emojivoto/vote-bot/scenario.ts";

/** A visit of one request, so that visits and requests are the same. */
export default {
  routes: ["/"],
  visit: async ({ send }: Visitor): Promise<void> => {
    await send({ method: "GET", path: "/" });
  },
};

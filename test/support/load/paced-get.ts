import type { Visitor } from "@emojivoto/vote-bot/scenario.ts";

/** A visit of one request and some 20 ms of thought. */
export default async ({ send, think }: Visitor): Promise<void> => {
  await send({ method: "GET", path: "/" });
  await think("pace", 19, 19);
};

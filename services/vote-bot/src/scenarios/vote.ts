import { v4 as uuid } from "uuid";
import { expectsOf } from "./pick-emoji.ts";
import type { Visitor } from "./scenario.ts";

/** Upstream's vote, GET /api/vote?choice=…; the key makes a mesh's retry count once. */
export async function vote({ send }: Pick<Visitor, "send">, choice: string): Promise<void> {
  await send({
    method: "GET",
    path: "/api/vote",
    // As upstream writes it: colons stay as they are.
    query: `choice=${encodeURIComponent(choice).replaceAll("%3A", ":")}`,
    headers: { "idempotency-key": uuid() },
    expects: expectsOf(choice),
  });
}

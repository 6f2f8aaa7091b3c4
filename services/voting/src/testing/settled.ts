import type { VotingClient } from "./start-voting.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";

/** Resolves to the value of `read` once twenty calls that `client` makes have left it as it is. */
export async function settled(read: () => number, client: VotingClient): Promise<number> {
  for (;;) {
    const before = read();
    for (let call = 0; call < 20; call++) await client.results({}, within(10_000));
    if (read() === before) return before;
  }
}

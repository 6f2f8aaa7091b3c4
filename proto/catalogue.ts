import entries from "./catalogue.json" with { type: "json" };
import { VotingServiceDefinition } from "./gen/emojivoto/v1/Voting.ts";
import { rpcNameOf } from "./rpc-name.ts";

/** The name of a vote method of VotingServiceDefinition, e.g. `voteJoy`. */
export type VoteMethod = Exclude<
  keyof typeof VotingServiceDefinition.methods,
  "results" | "watchResults" | "castBallots" | "voteSession"
>;

/** One emoji: its character, its shortcode (`:joy:`), and the RPC that votes for it. */
export type CatalogueEntry = {
  readonly unicode: string;
  readonly shortcode: string;
  /** False for an emoji that can be voted for but is in no list (`:relaxed:`). */
  readonly listed: boolean;
  readonly voteMethod: VoteMethod;
};

/** Every emoji in the order in which ListAll gives them; the data is catalogue.json. */
export const catalogue: readonly CatalogueEntry[] = entries.map((entry) => ({
  unicode: entry.unicode,
  shortcode: entry.shortcode,
  listed: entry.listed ?? true,
  voteMethod: voteMethodOf(entry.shortcode),
}));

function voteMethodOf(shortcode: string): VoteMethod {
  const rpc = rpcNameOf(shortcode);
  const method = `v${rpc.slice(1)}`;
  if (!(method in VotingServiceDefinition.methods)) {
    throw new Error(`${rpc} is missing from the generated code: run \`npm run generate\``);
  }
  return method as VoteMethod;
}

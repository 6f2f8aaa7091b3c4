/** `:point_up_2:` → `VotePointUp2`: the name of an emoji's RPC in Voting.proto. */
export function rpcNameOf(shortcode: string): string {
  const words = shortcode.replaceAll(":", "").split("_");
  return `Vote${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
}

/** The doughnut's RPC, which fails on purpose. */
export const isDoughnut = 'rpc_method=~".+/VoteDoughnut"';
export const isNotDoughnut = 'rpc_method!~".+/VoteDoughnut"';

/** The statuses that are the server's fault. */
export const isServerFault =
  'rpc_status_code=~"UNKNOWN|DEADLINE_EXCEEDED|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS"';

/** The RPCs that vote for one emoji. */
export const isVote = 'rpc_method=~".+/Vote.+",rpc_method!~".+/VoteSession"';

/** The others: few enough for a line each. */
export const isNotVote = 'rpc_method!~".+/Vote.+"';

/** Joins conditions on labels. */
export function all(...filters: readonly string[]): string {
  return filters.join(",");
}

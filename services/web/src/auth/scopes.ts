/** What a token may be used for. */
export const scopes = ["emojis:read", "votes:write", "leaderboard:read"] as const;

export type Scope = (typeof scopes)[number];

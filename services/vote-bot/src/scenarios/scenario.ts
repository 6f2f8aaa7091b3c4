/** What a scenario gets for one visit. */
export type Visitor = {
  /** Aborts when the visit is to be cut off. */
  readonly signal: AbortSignal;
  /** Picks what to vote for, and tells of it: call it once, just before the vote is sent. */
  choose(shortcodes: readonly string[]): string;
};

/** The vote's request, for messages, and the status that web answered it with. */
export type Vote = { readonly request: string; readonly status: number };

/**
 * The requests of one visit, in order; ends with a vote, which web may have refused. Throws a VisitError when it
 * does not come to one.
 */
export type Scenario = (visitor: Visitor) => Promise<Vote>;

/** One vote; its id makes a retry recognisable. */
export type Ballot = { readonly id: string; readonly shortcode: string };

/** The answer to a ballot, the same however often it is cast. */
export type Receipt = {
  /** The emoji's votes, this one included. */
  readonly total: bigint;
  /** True when the ballot had been counted before. */
  readonly replayed: boolean;
};

export type OnCommit = (ballots: number) => void;

/** Where votes are kept. A method rejects with `store_unavailable`, and the reason, while the store cannot do it. */
export type Store = {
  /**
   * Counts a ballot once and resolves when that is durable. `onCommit` is told first how many ballots were made
   * durable together. Rejects with `ballot_reused` when its id has voted for another emoji.
   */
  cast(ballot: Ballot, onCommit?: OnCommit): Promise<Receipt>;
  /** The votes of every emoji that has some. */
  totals(): Promise<ReadonlyMap<string, bigint>>;
  /** Calls `listener` whenever votes have been counted, by whichever process, before those who cast them are told. */
  onChange(listener: () => void): void;
  /** Commits what is queued and lets go of the store; ballots that come later are refused. */
  close(): Promise<void>;
};

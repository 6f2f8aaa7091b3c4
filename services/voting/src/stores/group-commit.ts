/** Commits together what was added in one turn of the event loop: one fsync for all of it. */
export type GroupCommit<Item, Result> = {
  /** Resolves or rejects with the item's own outcome once its batch, of which `onCommit` is told the size, is committed. */
  add(item: Item, onCommit?: (batchSize: number) => void): Promise<Result>;
  /** Commits now what is waiting. */
  flush(): void;
};

/** Commits a batch and returns each item's outcome, in order; when it throws, every item is rejected with that. */
export type Commit<Item, Result> = (batch: readonly Item[]) => readonly (Result | Error)[];

type Waiting<Item, Result> = {
  readonly item: Item;
  readonly onCommit: ((batchSize: number) => void) | undefined;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

export function createGroupCommit<Item, Result>(commit: Commit<Item, Result>): GroupCommit<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  const flush = () => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) settle(batch, commit);
  };
  return {
    add: (item, onCommit) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ item, onCommit, resolve, reject });
      }),
    flush,
  };
}

function settle<Item, Result>(batch: readonly Waiting<Item, Result>[], commit: Commit<Item, Result>): void {
  try {
    const outcomes = commit(batch.map(({ item }) => item));
    for (const [index, { onCommit, resolve, reject }] of batch.entries()) {
      onCommit?.(batch.length);
      const outcome = outcomes[index];
      if (outcome instanceof Error) reject(outcome);
      else resolve(outcome as Result);
    }
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

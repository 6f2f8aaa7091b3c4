/** How a source ended. */
type End = { readonly ended: true } | { readonly failure: unknown };

/**
 * The results of `work` on each item and its index, in the order of `source`. At most `limit` items have been pulled
 * whose results have not been taken. An error of `source` comes after the results of what was pulled before it.
 */
export async function* mapConcurrently<Item, Result>(
  source: AsyncIterable<Item>,
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): AsyncGenerator<Result, void, void> {
  const iterator = source[Symbol.asyncIterator]();
  const running: Promise<Result>[] = [];
  let pulling: Promise<{ readonly item: Item } | End> | undefined;
  let end: End | undefined;
  let started = 0;
  try {
    while (end === undefined || running.length > 0) {
      const mayPull = end === undefined && running.length < limit;
      const pulled = mayPull ? await unlessFirst((pulling ??= pull(iterator)), running[0]) : undefined;
      if (pulled === undefined) {
        yield await running.shift()!;
      } else {
        pulling = undefined;
        if ("item" in pulled) running.push(handled(work(pulled.item, started++)));
        else end = pulled;
      }
    }
  } finally {
    if (end === undefined) await iterator.return?.();
  }
  if ("failure" in end) throw end.failure;
}

function pull<Item>(iterator: AsyncIterator<Item, void>): Promise<{ readonly item: Item } | End> {
  return iterator.next().then(
    (next) => (next.done ? { ended: true } : { item: next.value }),
    (failure: unknown) => ({ failure }),
  );
}

/** The value of `promise`, or undefined when `other` settles first. */
function unlessFirst<T>(promise: Promise<T>, other: Promise<unknown> | undefined): Promise<T | undefined> {
  if (other === undefined) return promise;
  return Promise.race([promise, other.then(nothing, nothing)]);
}

function nothing(): undefined {}

/** A rejection is thrown when its turn comes, and must not count as unhandled until then. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(nothing);
  return promise;
}

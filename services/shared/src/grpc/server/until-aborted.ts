/**
 * The items of `source` until it ends or `signal` aborts, which ends them without an error; `source` is then told
 * by its `return()`. A handler whose stream would go on for ever ends it with `untilAborted(…, context.draining)`.
 */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void, void> {
  const iterator = source[Symbol.asyncIterator]();
  let isOpen = true;
  try {
    while (!signal.aborted) {
      const result = await nextOrAborted(iterator, signal);
      if (result === undefined) return;
      if (result.done) {
        isOpen = false;
        return;
      }
      yield result.value;
    }
  } catch (error) {
    isOpen = false;
    throw error;
  } finally {
    const closed = isOpen ? closeQuietly(iterator) : undefined;
    // After an abort the source may be waiting for something, and answers only when that has come.
    if (!signal.aborted) await closed;
  }
}

/** Undefined when the signal aborts first. One promise an item: a race against a single one would keep every item. */
function nextOrAborted<T>(iterator: AsyncIterator<T>, signal: AbortSignal): Promise<IteratorResult<T> | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(undefined);
    signal.addEventListener("abort", onAbort, { once: true });
    iterator
      .next()
      .finally(() => signal.removeEventListener("abort", onAbort))
      .then(resolve, reject);
  });
}

/** Nobody is left to be told of an error of the source's own clean-up. */
async function closeQuietly(iterator: AsyncIterator<unknown>): Promise<void> {
  await iterator.return?.().catch(() => {});
}

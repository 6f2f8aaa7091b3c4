/** A stream of these messages that has no end. */
export async function* unfinished<T>(...messages: readonly T[]): AsyncGenerator<T> {
  yield* messages;
  await new Promise(() => {});
}

/** A stream of these messages. */
export async function* of<T>(...messages: readonly T[]): AsyncGenerator<T> {
  yield* messages;
}

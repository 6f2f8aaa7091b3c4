/** Beyond this it starts anew, so that what it keeps stays small however long it is used. */
const maxKnown = 4_096;

/** Computes a value once for each key, for the same key the same value. */
export function memoize<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined) return value;
    if (known.size >= maxKnown) known.clear();
    const computed = compute(key);
    known.set(key, computed);
    return computed;
  };
}

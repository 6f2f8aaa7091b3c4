/** A list that tests wait for. */
export type GrowingList<T> = {
  readonly items: readonly T[];
  push(...items: readonly T[]): void;
  /** Resolves to the items once there are `count`. */
  until(count: number): Promise<readonly T[]>;
};

export function createGrowingList<T>(): GrowingList<T> {
  const items: T[] = [];
  const waiting = new Set<() => void>();
  return {
    items,
    push: (...more) => {
      items.push(...more);
      for (const look of waiting) look();
    },
    until: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (items.length < count) return;
          waiting.delete(look);
          resolve(items);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Lets tests wait for what arrives in a list that grows. */
export type Until<Item> = {
  /** Resolves when `condition` holds for the items so far; looks again whenever `arrived` is called. */
  until(condition: (items: readonly Item[]) => boolean): Promise<readonly Item[]>;
  arrived(): void;
};

export function createUntil<Item>(items: readonly Item[]): Until<Item> {
  const looking = new Set<() => void>();
  return {
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition(items)) return;
          looking.delete(look);
          resolve(items);
        };
        looking.add(look);
        look();
      }),
    arrived: () => {
      for (const look of looking) look();
    },
  };
}

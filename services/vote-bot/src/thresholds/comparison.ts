/** How a value and a limit are compared, by how it is written. */
export const comparisons = {
  "<": (value: number, limit: number) => value < limit,
  "<=": (value: number, limit: number) => value <= limit,
  ">": (value: number, limit: number) => value > limit,
  ">=": (value: number, limit: number) => value >= limit,
  "==": (value: number, limit: number) => value === limit,
} as const;

export type Operator = keyof typeof comparisons;
export const operators = Object.keys(comparisons) as Operator[];

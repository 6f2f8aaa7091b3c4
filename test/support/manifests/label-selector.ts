import type { Labels } from "./manifest.ts";

export type LabelSelector = {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values?: readonly string[];
  }[];
};

/** Whether an object with these labels is selected; an empty selector selects all. */
export function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const isListed = key in labels && values.includes(labels[key]!);
      return { In: isListed, NotIn: !isListed, Exists: key in labels, DoesNotExist: !(key in labels) }[operator];
    })
  );
}

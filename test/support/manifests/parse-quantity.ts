const factors: Readonly<Record<string, number>> = {
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
};

/** What Kubernetes reads of `100m`, `2` (processors) or `96Mi` (bytes). */
export function parseQuantity(text: string): number {
  const [, number, suffix = ""] = /^(\d+(?:\.\d+)?)(m|k|M|G|Ki|Mi|Gi)?$/.exec(text) ?? [];
  if (number === undefined) throw new Error(`expected a quantity like 100m or 96Mi, got \`${text}\``);
  return Number(number) * factors[suffix]!;
}

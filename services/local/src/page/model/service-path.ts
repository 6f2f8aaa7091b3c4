/** The services of a trace in the order the request reached them, as the list writes it: `a → b → c, d`. */
export function servicePath(names: readonly string[]): string {
  const [first, second, ...others] = names;
  return [first, second, others.join(", ")].filter(Boolean).join(" → ");
}

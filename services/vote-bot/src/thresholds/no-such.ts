/** Says that there is no such thing, and what there is: the one that was probably meant, or all of them. */
export function noSuch(what: string, word: string, choices: readonly string[]): string {
  const [nearest] = choices
    .map((choice) => ({ choice, edits: editsBetween(word.toLowerCase(), choice.toLowerCase()) }))
    .toSorted((a, b) => a.edits - b.edits);
  const isNear = nearest !== undefined && nearest.edits <= Math.max(1, Math.floor(nearest.choice.length / 4));
  const hint = isNear ? `did you mean ${nearest.choice}?` : `expected ${listed(choices)}`;
  return `${word === "" ? "``" : word}: no such ${what}; ${hint}`;
}

/** `a, b or c`. */
export function listed(choices: readonly string[]): string {
  return choices.join(", ").replace(/, (?=[^,]*$)/, " or ");
}

/** Levenshtein distance. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const maxCharacters = 64;

/** A caller's text as it is told back: what is longer than any valid one loses its end. */
export function clip(text: string): string {
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters - 1)}…` : text;
}

import { charactersOf } from "./characters.ts";

/** A space that no unit follows: a number keeps its unit. */
const breakable = / (?!(?:ms|s|min|h|%)(?![a-z]))/;

/** Breaks text between words; a word that is longer than `columns` keeps its length. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(breakable)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The same after `lead`, which the further lines are indented by. */
export function wrapAfter(lead: string, text: string, columns: number): string[] {
  const [first = "", ...rest] = wrap(text, columns - lead.length);
  return [`${lead}${first}`.trimEnd(), ...rest.map((line) => `${" ".repeat(lead.length)}${line}`)];
}

/** Shortens in the middle, where a route says least. */
export function shorten(text: string, columns: number): string {
  const characters = charactersOf(text);
  if (characters.length <= columns) return text;
  const kept = Math.max(0, columns - 1);
  const tail = Math.floor(kept / 2);
  return `${characters.slice(0, kept - tail).join("")}…${characters.slice(characters.length - tail).join("")}`;
}

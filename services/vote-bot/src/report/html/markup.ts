/** HTML that is safe to put into a page as it is. */
export type Markup = { readonly markup: string };

type Part = string | number | Markup | readonly Markup[];

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A template whose values are escaped, unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const pieces = strings.map((text, index) => `${text}${index < parts.length ? toMarkup(parts[index] as Part) : ""}`);
  return { markup: pieces.join("") };
}

/** Text that another function has made safe. */
export function raw(markup: string): Markup {
  return { markup };
}

function toMarkup(part: Part): string {
  if (typeof part === "string") return part.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : part.map(({ markup }) => markup).join("");
}

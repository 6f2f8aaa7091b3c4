import type { CatalogueEntry } from "@emojivoto/proto/catalogue";

export type ListedEmoji = { readonly unicode: string; readonly shortcode: string };

/** The emoji that people can see, in the catalogue's order. */
export type Listing = {
  readonly all: readonly ListedEmoji[];
  find(shortcode: string): ListedEmoji | undefined;
};

export function createListing(catalogue: readonly CatalogueEntry[]): Listing {
  const all = catalogue.filter(({ listed }) => listed).map(({ unicode, shortcode }) => ({ unicode, shortcode }));
  const byShortcode = new Map(all.map((emoji) => [emoji.shortcode, emoji]));
  return { all, find: (shortcode) => byShortcode.get(shortcode) };
}

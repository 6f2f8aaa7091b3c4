const segmenter = new Intl.Segmenter();

/** Text as people count it: an emoji of several code points is one character. */
export function charactersOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

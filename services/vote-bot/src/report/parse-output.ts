const outputFormats = ["json", "junit", "html"] as const;

/** A file that a run is written to. */
export type Output = { readonly format: (typeof outputFormats)[number]; readonly path: string };

/** What `parseOutput` understands, for faults and help texts. */
export const expectedOutput = outputFormats.map((format) => `\`${format}=<file>\``).join(", ");

/** `json=run.json`; undefined for another format or an empty path. */
export function parseOutput(text: string): Output | undefined {
  const [, word, path = ""] = /^([^=]*)=(.+)$/s.exec(text) ?? [];
  const format = outputFormats.find((known) => known === word);
  return format === undefined || path.includes("\0") ? undefined : { format, path };
}

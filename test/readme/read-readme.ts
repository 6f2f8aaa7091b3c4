import { readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");
export const readme = readFileSync(join(root, "README.md"), "utf8");

/** A command block of the README, and the block that follows it and shows what it prints, if one does. */
export type Example = { readonly commands: string; readonly output: string | undefined };

const chapters = readme.split(/^(?=## )/m);

/** The `sh` blocks of the chapter with this heading, in their order. */
export function examplesIn(chapter: string): Example[] {
  return examplesOf(chapters.filter((text) => text.startsWith(`## ${chapter}\n`)).join(""));
}

/** The `sh` blocks in their order, without those of these chapters. */
export function examplesOutside(...others: readonly string[]): Example[] {
  return chapters.filter((text) => !others.some((chapter) => text.startsWith(`## ${chapter}\n`))).flatMap(examplesOf);
}

function examplesOf(markdown: string): Example[] {
  const blocks = [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1],
    text: match[2] ?? "",
    start: match.index,
    end: match.index + match[0].length,
  }));
  return blocks.flatMap((block, index) => {
    if (block.language !== "sh") return [];
    const next = blocks[index + 1];
    const follows = next && next.language !== "sh" && markdown.slice(block.end, next.start).trim() === "";
    return [{ commands: block.text, output: follows ? next.text : undefined }];
  });
}

/** What the README shows as a pattern: `…` stands for any text, and line breaks for any white space. */
export function patternOf(output: string): RegExp {
  const parts = output.trim().split(/(…|\s+)/);
  const pattern = parts.map((part) => {
    if (part === "…") return "[\\s\\S]*";
    return part.trim() === "" ? "\\s*" : part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(pattern.join(""));
}

/** The variables of the table that follows `heading` on a line of its own: name and default. */
export function tableAfter(heading: string): [string, string][] {
  const rest = readme.slice(readme.indexOf(`\n${heading}\n`));
  const table = /(?:^\|.*\n)+/m.exec(rest)?.[0] ?? "";
  return table
    .split("\n")
    .slice(2, -1)
    .map((row) => {
      const [name = "", fallback = ""] = row
        .split("|")
        .slice(1)
        .map((cell) => cell.trim().replaceAll("`", ""));
      return [name, fallback];
    });
}

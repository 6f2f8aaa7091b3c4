import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Markup, raw } from "./markup.ts";

/** A script or a style that stands in the page, and the source that a content security policy knows it by. */
export type Asset = { readonly element: Markup; readonly policySource: string };

/** uPlot, then what draws with it. */
export function pageScript(): Asset {
  const text = contentOf([ofUplot("uPlot.iife.min.js"), ownFile("charts.js")]);
  return { element: raw(`<script type="module">${text}</script>`), policySource: policySourceOf(text) };
}

/** uPlot's style, then the page's. */
export function pageStyle(): Asset {
  const text = contentOf([ofUplot("uPlot.min.css"), ownFile("style.css")]);
  return { element: raw(`<style>${text}</style>`), policySource: policySourceOf(text) };
}

function contentOf(paths: readonly string[]): string {
  return paths.map((path) => readFileSync(path, "utf8")).join("\n");
}

function policySourceOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function ofUplot(name: string): string {
  return createRequire(import.meta.url).resolve(`uplot/dist/${name}`);
}

function ownFile(name: string): string {
  return join(import.meta.dirname, name);
}

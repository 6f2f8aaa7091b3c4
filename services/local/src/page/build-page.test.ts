import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPage } from "./build-page.ts";
import { minifyCss } from "./minify-css.ts";
import { pageSourcesHash } from "./sources-hash.ts";

const maxGzippedBytes = 100_000;

let folder: string;
const files = new Map<string, Buffer>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "emojivoto-page-"));
  await buildPage(folder);
  for (const name of ["index.html", ...(await readdir(join(folder, "assets"))).map((asset) => `assets/${asset}`)])
    files.set(name, await readFile(join(folder, name)));
});

afterAll(() => rm(folder, { recursive: true }));

test("the page is one document, one script and one style, whose names carry a hash", () => {
  const [html, ...assets] = [...files.keys()];
  expect(assets.map((name) => name.replace(/-[\w-]{8}\./, "-HASH.")).toSorted()).toEqual([
    "assets/page-HASH.css",
    "assets/page-HASH.js",
  ]);
  for (const name of assets) expect(files.get(html!)!.toString()).toContain(`"/${name}"`);
});

test("the page is at most 100 kB, gzipped", () => {
  const bytes = [...files.values()].reduce((sum, content) => sum + gzipSync(content).length, 0);
  expect(bytes).toBeLessThan(maxGzippedBytes);
});

test("nothing is loaded from elsewhere, and nothing needs a laxer policy", () => {
  const html = files.get("index.html")!.toString();
  expect(html).not.toMatch(/<style|style=|<script(?! type="module" src="\/)|https?:/);
  const css = [...files].find(([name]) => name.endsWith(".css"))![1].toString();
  expect(css).not.toMatch(/@import|url\(/);
});

test("the hash of the sources is the same as long as they are", async () => {
  expect(await pageSourcesHash()).toBe(await pageSourcesHash());
  expect(await pageSourcesHash()).toMatch(/^[\da-f]{16}$/);
});

test("minifying leaves a descendant selector's space and a calculation's", () => {
  expect(minifyCss("/* x */ a .b ,\n c > d { width: calc(1px + 2px) ; color: red; }\n")).toBe(
    "a .b,c > d{width:calc(1px + 2px);color:red}",
  );
});

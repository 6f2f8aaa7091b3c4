import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { minifyCss } from "./minify-css.ts";

const sourceFolder = import.meta.dirname;

/** Builds the trace page into `targetFolder`: index.html beside `assets/`, whose names carry their hash. */
export async function buildPage(targetFolder: string): Promise<void> {
  const assets = join(targetFolder, "assets");
  await mkdir(assets, { recursive: true });
  const [script, style] = await Promise.all([buildScript(assets), buildStyle(assets)]);
  // Last: who serves the folder while it is built never names an asset that is not there.
  await writeFile(join(targetFolder, "index.html"), indexHtml(`/assets/${script}`, `/assets/${style}`));
}

async function buildScript(assets: string): Promise<string> {
  const build = await rolldown({
    input: join(sourceFolder, "app.tsx"),
    platform: "browser",
  });
  const { output } = await build.write({
    dir: assets,
    entryFileNames: "page-[hash].js",
    codeSplitting: false,
    minify: true,
    comments: { legal: false },
  });
  await build.close();
  return output[0].fileName;
}

async function buildStyle(assets: string): Promise<string> {
  const styles = join(sourceFolder, "styles");
  const files = [
    createRequire(import.meta.url).resolve("uplot/dist/uPlot.min.css"),
    ...(await readdir(styles)).toSorted().map((name) => join(styles, name)),
  ];
  const css = minifyCss((await Promise.all(files.map((file) => readFile(file, "utf8")))).join("\n"));
  const name = `page-${createHash("sha256").update(css).digest("base64url").slice(0, 8)}.css`;
  await writeFile(join(assets, name), css);
  return name;
}

function indexHtml(script: string, style: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>emojivoto · traces</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${style}" />
    <script type="module" src="${script}"></script>
  </head>
  <body>
    <noscript>This page needs JavaScript; the traces are also at /api/traces?service=web as JSON.</noscript>
  </body>
</html>
`;
}

if (process.argv[1] === import.meta.filename) {
  const [folder] = process.argv.slice(2);
  try {
    if (folder === undefined) throw new Error("expected a folder, as in: node build-page.ts <folder>");
    await buildPage(folder);
  } catch (error) {
    process.stderr.write(`the trace page was not built: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { pageHeaders } from "./page-headers.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".map": "application/json",
};

/** A hash in a name, like `page-B4fXk2aQ.js`: such a file never changes. */
const hashed = /[.-][\w-]{8,}\.\w+$/;

/**
 * Sends a file of the built page's folder. Any other path is a place within the page, which index.html answers;
 * but a file that is asked for by its name and is not there is 404.
 */
export async function servePage(pageDir: string, path: string, response: ServerResponse): Promise<void> {
  const file =
    (await fileAt(pageDir, path)) ?? (extname(path) === "" ? await fileAt(pageDir, "index.html") : undefined);
  if (file === undefined) {
    response.writeHead(404, { ...pageHeaders, "content-type": "text/plain; charset=utf-8" }).end("not found\n");
    return;
  }
  response.writeHead(200, {
    ...pageHeaders,
    "content-type": types[extname(file)] ?? "application/octet-stream",
    "cache-control": hashed.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
  });
  await pipeline(createReadStream(file), response);
}

/** The file of a path, when there is one and it lies within the folder. */
async function fileAt(folder: string, path: string): Promise<string | undefined> {
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(resolve(folder), path))]);
    return file.startsWith(root + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    // No such file, or a path that no file can have.
    return undefined;
  }
}

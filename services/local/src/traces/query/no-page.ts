import type { ServerResponse } from "node:http";
import { pageHeaders } from "./page-headers.ts";

const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>emojivoto traces</title>
<h1>The trace store runs, without its page</h1>
<p>Start it with <code>npm start</code>, which builds the page, or set <code>PAGE_DIR</code> to the folder of a built one.</p>
<p>Jaeger's query API is here: <a href="/api/services">/api/services</a>, <a href="/api/summaries">/api/summaries</a>.</p>
`;

/** Says what to do where no page was built. */
export function noPage(path: string, response: ServerResponse): void {
  if (path === "/") response.writeHead(200, { ...pageHeaders, "content-type": "text/html; charset=utf-8" }).end(html);
  else response.writeHead(404, { ...pageHeaders, "content-type": "text/plain; charset=utf-8" }).end("not found\n");
}

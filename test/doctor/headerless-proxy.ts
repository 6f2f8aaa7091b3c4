import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A proxy before `target` that passes everything on but one header; the caller closes it. */
export async function startHeaderlessProxy(target: string, header: string) {
  const server = createServer((incoming, answer) => {
    const { [header]: _, ...headers } = incoming.headers;
    const outgoing = request(new URL(incoming.url ?? "", target), { method: incoming.method, headers }, (response) => {
      response.pipe(answer.writeHead(response.statusCode ?? 502, response.headers));
    });
    incoming.pipe(outgoing);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

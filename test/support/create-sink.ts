import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Somewhere that spans go and nobody looks at them. */
export type Sink = {
  /** The variables that make a service export here, as protobuf over HTTP. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/** A receiver that takes everything, or one that takes requests and never answers them. */
export async function createSink({ answers = true }: { readonly answers?: boolean } = {}): Promise<Sink> {
  const take = (request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    if (answers) request.once("end", () => response.writeHead(200, { "content-type": "application/x-protobuf" }).end());
  };
  const server = createServer(take);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

import { once } from "node:events";
import { createServer } from "node:net";

/** A port below the kernel's ephemeral range that nobody listens on now, for a program that cannot be given port 0. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    try {
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
      server.close();
      await once(server, "close");
      return port;
    } catch {
      // Taken: another one.
    }
  }
}

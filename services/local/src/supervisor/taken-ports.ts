import { once } from "node:events";
import { createServer } from "node:net";
import type { LocalService } from "../cluster/local-service.ts";

/** A line for each fixed port that cannot be had, with the service that wants it and how to choose another. */
export async function takenPorts(services: readonly LocalService[], host: string): Promise<string[]> {
  const wanted = services.flatMap(({ name, ports }) => ports.map((port) => ({ ...port, service: name })));
  const fixed = wanted.filter(({ port }) => port !== 0);
  const faults = await Promise.all(
    fixed.map(async ({ service, name, port, ourVariable }) => {
      const reason = await whyUnusable(host, port);
      if (reason === undefined) return [];
      return [`port ${port} (${service}'s ${name} port) ${reason}; ${wayOut(service, ourVariable)}`];
    }),
  );
  return faults.flat();
}

function wayOut(service: string, variable: string | undefined): string {
  const choice = `choose another with ${variable}=<port>`;
  if (service !== "traces") return choice;
  return `${choice}, or send traces to who has it with OTEL_EXPORTER_OTLP_ENDPOINT=localhost:4317`;
}

async function whyUnusable(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen({ host, port });
    await once(server, "listening");
    server.close();
    await once(server, "close");
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") return "is taken by another process";
    return code === "EACCES" ? "may not be used by this user" : `cannot be used: ${message}`;
  }
}

import type { StartConfig } from "../config.ts";

/** The block that closes a start: what is where, and how to stop. `webAddress` is host:port. */
export function whereToLook(config: StartConfig, webAddress: string, dataDir: string): string {
  const url = `http://${webAddress.replace("127.0.0.1", "localhost")}`;
  const endpoint = config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_ENDPOINT;
  const rows = {
    "vote page": url,
    leaderboard: `${url}/leaderboard`,
    "by hand": `curl "${url}/api/vote?choice=:joy:"`,
    traces: endpoint ?? "go nowhere; OTEL_EXPORTER_OTLP_ENDPOINT=<host:port> npm start sends them to a collector",
    data: `${dataDir} (votes, keys, app key and secret)`,
    "to stop": "Ctrl-C",
  };
  const lines = Object.entries(rows).map(([name, value]) => `  ${name.padEnd(11)}  ${value}\n`);
  return `\n${lines.join("")}\n`;
}

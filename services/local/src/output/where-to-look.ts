import type { StartConfig } from "../config.ts";

/** host:port of what a person opens; `traces` only where they stay on this machine. */
export type Addresses = { readonly web: string; readonly traces: string | undefined };

/** The block that closes a start: what is where, and how to stop. */
export function whereToLook(config: StartConfig, addresses: Addresses, dataDir: string): string {
  const url = urlOf(addresses.web);
  const rows = {
    "vote page": url,
    leaderboard: `${url}/leaderboard`,
    "by hand": `curl "${url}/api/vote?choice=:joy:"`,
    traces: addresses.traces === undefined ? whereTheyGo(config) : urlOf(addresses.traces),
    data: `${dataDir} (votes, keys, app key and secret)`,
    "to stop": "Ctrl-C",
  };
  const lines = Object.entries(rows).map(([name, value]) => `  ${name.padEnd(11)}  ${value}\n`);
  return `\n${lines.join("")}\n`;
}

function whereTheyGo(config: StartConfig): string {
  const endpoint = config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_ENDPOINT;
  const exporter = config.OTEL_TRACES_EXPORTER ?? "otlp";
  return exporter === "otlp" && endpoint !== undefined ? `go to ${endpoint}` : `exporter \`${exporter}\``;
}

function urlOf(address: string): string {
  return `http://${address.replace("127.0.0.1", "localhost")}`;
}

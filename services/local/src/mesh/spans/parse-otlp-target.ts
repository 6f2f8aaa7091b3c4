/** Where spans go. */
export type OtlpTarget = { readonly address: string; readonly secure: boolean };

/** OTLP's port for gRPC, the only protocol that the proxies speak. */
const defaultPort = "4317";

/** `host:port` or an http(s) URL as a gRPC target; undefined when it is neither. */
export function parseOtlpTarget(endpoint: string): OtlpTarget | undefined {
  const url = endpoint.includes("://") ? endpoint : `http://${endpoint}`;
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port } = new URL(url);
  if (!/^https?:$/.test(protocol) || hostname === "") return undefined;
  return { address: `${hostname}:${port || defaultPort}`, secure: protocol === "https:" };
}

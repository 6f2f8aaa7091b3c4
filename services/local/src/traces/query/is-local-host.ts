const localNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether an address to listen on is this machine's own. */
export function isLoopback(address: string): boolean {
  return address === "localhost" || address === "::1" || address.startsWith("127.");
}

/** Whether a Host header names this machine: a page elsewhere whose name is made to point here does not. */
export function isLocalHost(host: string | undefined): boolean {
  return host !== undefined && localNames.has(host.toLowerCase().replace(/:\d+$/, ""));
}

/** What went wrong with a connection, in plain words; Node's code where there are none for it. */
export function describeConnectionError(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  if (code?.startsWith("HPE_")) return "the answer is not HTTP";
  return words[code ?? ""] ?? code ?? name;
}

const words: Record<string, string> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  EPIPE: "connection closed",
  ETIMEDOUT: "connection timed out",
  EHOSTUNREACH: "no route to host",
  ENETUNREACH: "network unreachable",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "the host's name cannot be resolved now",
};

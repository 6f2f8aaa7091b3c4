/** What went wrong with a connection: its kind for counting, and plain words. */
export type ConnectionFault = { readonly type: string; readonly words: string };

/** Of Node's error; its code where there are no words for it. */
export function connectionFault(error: unknown): ConnectionFault {
  const { code, name } = error as NodeJS.ErrnoException;
  if (code?.startsWith("HPE_")) return { type: "malformed_answer", words: "the answer is not HTTP" };
  if (code !== undefined && isTlsCode(code)) return { type: "tls", words: tlsWords(code, (error as Error).message) };
  return faults[code ?? ""] ?? { type: (code ?? name).toLowerCase(), words: code ?? name };
}

const unreachable = (words: string): ConnectionFault => ({ type: "unreachable", words });
const unresolved = (words: string): ConnectionFault => ({ type: "unknown_host", words });

const faults: Record<string, ConnectionFault> = {
  ECONNREFUSED: { type: "connection_refused", words: "connection refused" },
  ECONNRESET: { type: "connection_reset", words: "connection reset" },
  EPIPE: { type: "connection_reset", words: "connection closed" },
  ETIMEDOUT: { type: "connection_timeout", words: "connection timed out" },
  EHOSTUNREACH: unreachable("no route to host"),
  ENETUNREACH: unreachable("network unreachable"),
  ENOTFOUND: unresolved("no such host"),
  EAI_AGAIN: unresolved("the host's name cannot be resolved now"),
  EMFILE: { type: "too_many_open_files", words: "too many open files: raise `ulimit -n`" },
  EADDRNOTAVAIL: { type: "no_free_port", words: "this machine has no free port left for another connection" },
};

function tlsWords(code: string, message: string): string {
  // OpenSSL's are in brackets of where it found them.
  if (/^(?:ERR_SSL_|EPROTO$)/.test(code))
    return `TLS: ${message.replace(/^.*?:SSL routines:[^:]*:([^:]+):.*$/s, "$1")}`;
  const [verdict] = message.split(";", 1);
  return `TLS: ${verdict}; trust its issuer with NODE_EXTRA_CA_CERTS=<file>, or any with TLS_VERIFY=off`;
}

/** OpenSSL's own, and the verdicts on a certificate that Node passes on from it. */
function isTlsCode(code: string): boolean {
  return /^(?:ERR_SSL_|ERR_TLS_|CERT_|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_)/.test(code);
}

/** What a proxy answers when it has no answer from upstream. */
export type Failure = {
  readonly status: 502 | 503 | 504;
  /** In plain words, for `l5d-proxy-error`. */
  readonly reason: string;
};

/** Before the app has told its port, or while it is between two of them. */
export const noUpstream: Failure = { status: 503, reason: "the workload is not there yet" };

/** The failure for an error of the connection upstream. */
export function failureOf(error: unknown): Failure {
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === "ETIMEDOUT") return { status: 504, reason: "connecting to the workload took too long" };
  return { status: 502, reason: `the workload cannot be reached: ${typeof code === "string" ? code : "no answer"}` };
}

/** The header with the reason, as Linkerd has it. */
export const failureHeader = "l5d-proxy-error";

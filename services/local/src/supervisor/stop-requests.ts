/** The user's word: `stop` in order, or `kill` at once. */
export type StopRequests = { readonly stop: AbortSignal; readonly kill: AbortSignal };

/** One Ctrl-C can come twice, from the terminal and from npm: within this time it counts as one. */
const sameRequestMs = 500;

/** `stop` aborts at the first SIGINT, SIGTERM or SIGHUP, `kill` at a SIGINT that comes well after it. */
export function stopRequests(): StopRequests {
  const stop = new AbortController();
  const kill = new AbortController();
  let firstAt: number | undefined;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      firstAt ??= performance.now();
      stop.abort();
      if (name === "SIGINT" && performance.now() - firstAt > sameRequestMs) kill.abort();
    });
  }
  return { stop: stop.signal, kill: kill.signal };
}

/**
 * A signal that aborts once, with the name of what asked for the stop: SIGTERM, SIGINT, a reader of stdout that
 * has gone (`… | head`), or the end of the IPC channel to a supervisor, which also comes when it is killed.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => controller.abort(name));
  process.stdout.on("error", () => controller.abort("nobody reads stdout any more"));
  const onOrphaned = () => controller.abort("the supervisor is gone");
  if (process.connected) process.once("disconnect", onOrphaned);
  // It had a channel, which closed while this process was starting.
  else if (process.send !== undefined) onOrphaned();
  return controller.signal;
}

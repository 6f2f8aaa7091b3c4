/**
 * A signal that aborts once, with the name of what asked for the stop: SIGTERM, SIGINT, or the end of the IPC
 * channel to a supervisor, which also comes when the supervisor is killed.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => controller.abort(name));
  if (process.connected) process.once("disconnect", () => controller.abort("the supervisor is gone"));
  return controller.signal;
}

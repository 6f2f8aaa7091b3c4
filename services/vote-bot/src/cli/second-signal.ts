/** Aborts when the process is asked to end a second time: whoever asks again does not want to wait. */
export function secondSignal(): AbortSignal {
  const controller = new AbortController();
  let isAsked = false;
  const onSignal = () => {
    if (isAsked) controller.abort();
    isAsked = true;
  };
  for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, onSignal);
  return controller.signal;
}

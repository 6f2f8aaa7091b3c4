/** Signals closer to each other are one wish: timeout(1) sends its own twice, once to the process and once to its group. */
const oneWishMs = 500;

/** Aborts when the process is asked to end a second time: whoever asks again does not want to wait. */
export function secondSignal(): AbortSignal {
  const controller = new AbortController();
  let firstMs: number | undefined;
  const onSignal = () => {
    firstMs ??= performance.now();
    if (performance.now() - firstMs > oneWishMs) controller.abort();
  };
  for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, onSignal);
  return controller.signal;
}

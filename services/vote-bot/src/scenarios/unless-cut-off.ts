import { abortedBy } from "../run/aborted-by.ts";

/** What `promise` settles to, unless `signal` aborts first: then a VisitError that says why, after `doing` if told. */
export function unlessCutOff<T>(promise: Promise<T>, signal: AbortSignal, doing?: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortedBy(signal, { doing }));
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

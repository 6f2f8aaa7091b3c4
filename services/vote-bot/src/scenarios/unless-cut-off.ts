import { VisitError } from "../run/visit-error.ts";

/** What `promise` settles to, unless `signal` aborts first: then a VisitError that says why, after `doing` if told. */
export function unlessCutOff<T>(promise: Promise<T>, signal: AbortSignal, doing = ""): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      const reason = doing + (signal.reason as Error).message;
      reject(new VisitError(reason, { errorType: "aborted", outcome: "aborted", cause: signal.reason }));
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

import type { ServerUnaryCall } from "@grpc/grpc-js";

/** A call's deadline, or undefined where the caller set none. */
export function deadlineOf(call: ServerUnaryCall<unknown, unknown>): Date | undefined {
  const deadline = call.getDeadline();
  if (deadline instanceof Date) return deadline;
  return Number.isFinite(deadline) ? new Date(deadline) : undefined;
}

/**
 * A timeout travels as a duration, so our deadline is later than the caller's by what the request took to get
 * here: a caller that gives up at its own is seen to cancel shortly before ours.
 */
function slackOf(timeoutMs: number): number {
  return Math.min(100, timeoutMs / 10);
}

/** A signal that aborts with a call: TimeoutError when its deadline has passed, AbortError when its caller left. */
export function callSignal(call: ServerUnaryCall<unknown, unknown>): AbortSignal {
  const controller = new AbortController();
  const deadlineMs = deadlineOf(call)?.getTime() ?? Infinity;
  const lateFromMs = deadlineMs - slackOf(deadlineMs - Date.now());
  const abort = () => {
    const late = Date.now() >= lateFromMs;
    const name = late ? "TimeoutError" : "AbortError";
    controller.abort(new DOMException(late ? "the deadline has passed" : "the caller went away", name));
  };
  if (call.cancelled) abort();
  else call.once("cancelled", abort);
  return controller.signal;
}

/** Rejects with the signal's reason when it aborts, else never settles. */
export function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    else signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

import type { Deadline, Metadata } from "@grpc/grpc-js";

/** What the four call types of grpc-js's server have in common. */
export type ServerCall = {
  readonly cancelled: boolean;
  readonly metadata: Metadata;
  getDeadline(): Deadline;
  getPath(): string;
  once(event: "cancelled" | "finish", listener: () => void): unknown;
  off(event: "cancelled", listener: () => void): unknown;
};

/** A call's deadline, or undefined where the caller set none. */
export function deadlineOf(call: ServerCall): Date | undefined {
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

/** Its signal aborts with a call: TimeoutError when its deadline has passed, AbortError when its caller left. */
export function callController(call: ServerCall): AbortController {
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
  // grpc-js emits `cancelled` at the end of every call: of a stream that has been sent whole, it says nothing.
  call.once("finish", () => call.off("cancelled", abort));
  return controller;
}

/** Rejects with the signal's reason when it aborts, else never settles. */
export function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    else signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

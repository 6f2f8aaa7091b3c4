import { errors } from "../../errors/errors.ts";

/** Lets a server's calls end when it stops. */
export type Drain = {
  /** Aborts when the server begins to stop. */
  readonly signal: AbortSignal;
  /** Notes a call under way, which `controller` ends; call what it returns when the call has ended. */
  enter(controller: AbortController): () => void;
  /** Aborts `signal`. */
  begin(): void;
  /** Ends the calls that are left as UNAVAILABLE. */
  cutOff(): void;
};

export function createDrain(): Drain {
  const draining = new AbortController();
  const calls = new Set<AbortController>();
  return {
    signal: draining.signal,
    enter: (controller) => {
      calls.add(controller);
      return () => calls.delete(controller);
    },
    begin: () => draining.abort(),
    cutOff: () => {
      for (const call of calls) call.abort(errors.stopping());
    },
  };
}

/** What a service says of its own state; never of the services that it calls. */
export type Health = {
  /** Why the service wants no requests now, in plain words; undefined when it does. */
  notReadyReason(): string | undefined;
  /** Tells a part's state: `reason` in plain words while the part cannot serve, undefined when it can. */
  set(part: string, reason: string | undefined): void;
  /** Calls `listener` with the state now and whenever it changes. */
  onChange(listener: (notReadyReason: string | undefined) => void): void;
};

/** A service's state: ready when no part has a reason not to be. */
export function createHealth(): Health {
  const reasons = new Map<string, string>();
  const listeners: ((reason: string | undefined) => void)[] = [];
  const notReadyReason = () => reasons.values().next().value;
  return {
    notReadyReason,
    set: (part, reason) => {
      const before = notReadyReason();
      if (reason === undefined) reasons.delete(part);
      else reasons.set(part, reason);
      const now = notReadyReason();
      if (now !== before) for (const listener of listeners) listener(now);
    },
    onChange: (listener) => {
      listeners.push(listener);
      listener(notReadyReason());
    },
  };
}

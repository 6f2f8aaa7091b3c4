/** One dot on an edge. */
export type FlowDot = {
  /** From 0 at the caller to 1 at the callee. */
  readonly at: number;
  readonly isFailure: boolean;
};

export type EdgeFlow = {
  readonly dots: readonly FlowDot[];
  /** What of a failure is owed: dots turn red so that their share is the edge's, not by chance. */
  readonly owed: number;
};

/** Dots on an edge at a time: enough to show a share of failures, few enough to be told apart. */
const mostDots = 8;
const closest = 24;

/** The dots of an edge so long, evenly on it, the share of failures among them. */
export function startFlow(requestsPerSecond: number, failureRatio: number, length: number): EdgeFlow {
  const most = Math.min(mostDots, Math.max(1, Math.floor(length / closest)));
  const count = requestsPerSecond === 0 ? 0 : Math.min(most, 1 + Math.round(2 * Math.log2(1 + requestsPerSecond)));
  // As if all had just arrived; half a failure is owed, so that a small share shows soon.
  const dots = Array.from({ length: count }, (_, at) => ({ at: 1 + at / count, isFailure: false }));
  return moveFlow({ dots, owed: 0.5 }, 0, failureRatio);
}

/** Of an edge's length a second: quicker with the rate, but never too quick to see. */
export function flowSpeed(requestsPerSecond: number): number {
  return requestsPerSecond === 0 ? 0 : Math.min(0.9, 0.15 + 0.09 * Math.log2(1 + requestsPerSecond));
}

/** Moves the dots on; one that arrives starts anew, as a failure when one is owed. */
export function moveFlow({ dots, owed }: EdgeFlow, byLength: number, failureRatio: number): EdgeFlow {
  let debt = owed;
  const moved = dots.map(({ at, isFailure }) => {
    const next = at + byLength;
    if (next < 1) return { at: next, isFailure };
    debt += failureRatio;
    const fails = debt >= 1;
    if (fails) debt -= 1;
    return { at: next % 1, isFailure: fails };
  });
  return { dots: moved, owed: debt };
}

import { createContext } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Pulse, TraceSummary } from "../../traces/api.ts";
import { type FeedState, openLiveFeed } from "./open-live-feed.ts";

type TracesListener = (traces: readonly TraceSummary[]) => void;

export type Live = {
  readonly state: FeedState;
  /** The last minute's, oldest first. */
  readonly pulses: readonly Pulse[];
  /** Calls back with each lot of traces that came or changed. Returns the way to end it. */
  readonly subscribe: (listener: TracesListener) => () => void;
};

/** A minute of them. */
export const pulseLimit = 60;

export const LiveContext = createContext<Live>({ state: "connecting", pulses: [], subscribe: () => () => {} });

/** The page's one live feed, for LiveContext. */
export function useLive(): Live {
  const [state, setState] = useState<FeedState>("connecting");
  const [pulses, setPulses] = useState<readonly Pulse[]>([]);
  const listeners = useRef(new Set<TracesListener>());

  useEffect(
    () =>
      openLiveFeed({
        onState: setState,
        onPulse: (pulse) => setPulses((before) => [...before, pulse].slice(-pulseLimit)),
        onTraces: (traces) => listeners.current.forEach((listener) => listener(traces)),
      }),
    [],
  );

  const subscribe = useMemo(
    () => (listener: TracesListener) => {
      listeners.current.add(listener);
      return () => void listeners.current.delete(listener);
    },
    [],
  );
  return { state, pulses, subscribe };
}

import type { Pulse, TraceSummary } from "../../traces/api.ts";
import { retryDelayMs } from "./retry-delay.ts";

export type FeedState = "connecting" | "live" | "lost";

export type FeedListener = {
  onTraces(traces: readonly TraceSummary[]): void;
  onPulse(pulse: Pulse): void;
  onState(state: FeedState): void;
};

/** Follows `/api/live`, connecting anew with growing waits for as long as it takes. Returns the way to end it. */
export function openLiveFeed({ onTraces, onPulse, onState }: FeedListener): () => void {
  let source: EventSource;
  let failures = 0;
  let timer = 0;
  const connect = () => {
    source = new EventSource("/api/live");
    source.addEventListener("open", () => {
      failures = 0;
      onState("live");
    });
    // The browser's own retry gives up for good at the first answer that is not a stream.
    source.addEventListener("error", () => {
      source.close();
      failures += 1;
      onState("lost");
      timer = window.setTimeout(connect, retryDelayMs(failures));
    });
    source.addEventListener("traces", ({ data }: MessageEvent<string>) => onTraces(JSON.parse(data)));
    source.addEventListener("pulse", ({ data }: MessageEvent<string>) => onPulse(JSON.parse(data)));
  };
  connect();
  return () => {
    source.close();
    window.clearTimeout(timer);
  };
}

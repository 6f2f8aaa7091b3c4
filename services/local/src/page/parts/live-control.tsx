import { formatCount } from "../model/format.ts";

type LiveControlProps = {
  isPaused: boolean;
  isLive: boolean;
  /** Traces that came and are not shown yet. */
  waiting: number;
  onRelease: () => void;
  onToggle: () => void;
};

/** Pauses the live list, and says how many traces wait while it is paused or read. */
export function LiveControl({ isPaused, isLive, waiting, onRelease, onToggle }: LiveControlProps) {
  return (
    <div class="live-control">
      {waiting > 0 && (
        <button type="button" onClick={onRelease}>
          ↑ {formatCount(waiting, "new trace").replace(/^200/, "200+")}
        </button>
      )}
      <button type="button" aria-pressed={isPaused} disabled={!isLive} onClick={onToggle}>
        {isPaused ? "go on" : "pause"} <kbd>space</kbd>
      </button>
    </div>
  );
}

import type { FeedState } from "../data/open-live-feed.ts";

/** Says that the store is away, and that what is seen is what it last said. */
export function ConnectionNotice({ state }: { state: FeedState }) {
  return (
    <div role="status" class="notice-place">
      {state === "lost" && (
        <p class="notice">
          <b>✕ The trace store does not answer.</b> Reconnecting; what you see is the last it said.
        </p>
      )}
    </div>
  );
}

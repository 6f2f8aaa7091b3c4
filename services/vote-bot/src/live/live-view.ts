import type { LiveSnapshot } from "./live-snapshot.ts";

/** What a person sees while a run goes on. */
export type LiveView = {
  /** Called about once a second. */
  update(snapshot: LiveSnapshot): void;
  /** Leaves the stream as it was; the report may follow. */
  close(): void;
};

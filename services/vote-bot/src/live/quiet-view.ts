import type { LiveView } from "./live-view.ts";

/** Shows nothing. */
export function createQuietView(): LiveView {
  return { update: () => {}, close: () => {} };
}

import type { Pulse } from "../../traces/api.ts";
import { formatCount, formatMegabytes } from "../model/format.ts";

/** How full the store is and what it lost; the explanation opens at hover and focus. */
export function StoreState({ store }: { store: Pulse["store"] }) {
  const fill = store.maxBytes === 0 ? 0 : store.bytes / store.maxBytes;
  return (
    <div class="store-state">
      <button type="button" class="quiet" aria-describedby="store-explained">
        <span class={store.rejectedSpans > 0 ? "is-bad" : undefined}>
          dropped <b class="number">{store.rejectedSpans.toLocaleString("en")}</b>
        </span>
        <meter aria-label="Store" min={0} max={1} value={fill} />
      </button>
      <div role="tooltip" id="store-explained">
        <p>
          {formatMegabytes(store.bytes)} of {formatMegabytes(store.maxBytes)} hold {formatCount(store.traces, "trace")}{" "}
          and {formatCount(store.spans, "span")}.
        </p>
        <p>
          Evicted: {formatCount(store.evictedSpans, "span")}, the oldest traces first, to make room. TRACE_STORE_MAX_MB
          sets the bound.
        </p>
        <p>Dropped: {formatCount(store.rejectedSpans, "span")}, malformed or too large.</p>
        <p>Logs with no trace to stand with: {store.droppedLogs.toLocaleString("en")}.</p>
      </div>
    </div>
  );
}

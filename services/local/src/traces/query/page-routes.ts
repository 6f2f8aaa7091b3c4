import type { TraceStore } from "../store/create-store.ts";
import type { GoldenSignals } from "../signals/golden-signals.ts";
import type { Topologies } from "../signals/topologies.ts";
import { findSummaries } from "./find-summaries.ts";
import type { Live } from "./live.ts";
import { logsOf } from "./logs-of.ts";
import { choiceParameter, textParameter, traceIdOf } from "./parameters.ts";
import { type Route, route } from "./route.ts";

export type PageData = {
  readonly store: TraceStore;
  readonly topologies: Topologies;
  readonly signals: GoldenSignals;
  readonly live: Live;
};

/** What `api.ts` promises the page. */
export function pageRoutes({ store, topologies, signals, live }: PageData): Route[] {
  return [
    route(/^\/api\/summaries$/, ({ query }) => findSummaries(store, query)),
    route(/^\/api\/live$/, ({ response }) => live.join(response)),
    route(/^\/api\/topology$/, ({ query }) =>
      topologies[choiceParameter(query, "mesh", ["folded", "shown"]) ?? "folded"].answer(),
    ),
    route(/^\/api\/signals$/, ({ query }) =>
      signals.answer(textParameter(query, "service"), textParameter(query, "operation")),
    ),
    route(/^\/api\/traces\/([^/]+)\/logs$/, ({ captured: [id = ""] }) => logsOf(store.get(traceIdOf(id)))),
  ];
}

import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import { datasources } from "./datasources.ts";
import { applyOptions, type PanelOptions } from "./panel-options.ts";
import type { Query } from "./query.ts";

/** What Jaeger is to look for: `tags` as `key=value`, `minDuration` as `250ms`. */
export type TraceSearch = { readonly service: string; readonly tags?: string; readonly minDuration?: string };

export type TraceListOptions = Omit<PanelOptions, "unit" | "queries"> & { readonly search: TraceSearch };

/** Traces that Jaeger finds, each with a link to it. */
export function traceList({ search, ...options }: TraceListOptions): PanelBuilder {
  const queries = [jaegerQuery(search)];
  return applyOptions(new PanelBuilder(), { width: 12, ...options, unit: "string", queries }, datasources.jaeger);
}

/** The SDK has no builder for Jaeger's queries. */
function jaegerQuery(search: TraceSearch): Query {
  const target = { refId: "", datasource: datasources.jaeger, queryType: "search", limit: 20, ...search };
  return {
    refId: (name) => (target.refId = name),
    build: () => ({ ...target, _implementsDataqueryVariant: () => {} }),
  };
}

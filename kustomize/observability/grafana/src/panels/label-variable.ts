import { QueryVariableBuilder, VariableRefresh } from "@grafana/grafana-foundation-sdk/dashboard";
import { datasources } from "./datasources.ts";

/** A choice of some or all values that a label of `series` has: `label=~"$name"` in queries. */
export function labelVariable(name: string, series: string, label: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .datasource(datasources.prometheus)
    .query({ query: `label_values(${series}, ${label})`, refId: name })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .multi(true)
    .includeAll(true)
    .current({ text: "All", value: "$__all" });
}

/** The service, of the four that are scraped. */
export function serviceVariable(): QueryVariableBuilder {
  return labelVariable("service", 'up{job="emojivoto"}', "service");
}

import { LogsSortOrder } from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/logs";
import { datasources } from "./datasources.ts";
import { applyOptions, type PanelOptions } from "./panel-options.ts";

/** Lines of log, the newest on top; a line's details have the link to its trace. */
export function logLines(options: Omit<PanelOptions, "unit">): PanelBuilder {
  return applyOptions(new PanelBuilder(), { width: 24, ...options, unit: "string" }, datasources.loki)
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .sortOrder(LogsSortOrder.Descending);
}

import { PanelBuilder } from "@grafana/grafana-foundation-sdk/bargauge";
import { BarGaugeDisplayMode, ReduceDataOptionsBuilder, VizOrientation } from "@grafana/grafana-foundation-sdk/common";
import { FieldColorBuilder, FieldColorModeId } from "@grafana/grafana-foundation-sdk/dashboard";
import { applyOptions, type PanelOptions } from "./panel-options.ts";

/** A bar for each series, with its newest value. */
export function barGauge(options: PanelOptions): PanelBuilder {
  return applyOptions(new PanelBuilder(), options)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]))
    .orientation(VizOrientation.Horizontal)
    .displayMode(BarGaugeDisplayMode.Gradient)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.ContinuousBlues))
    .min(0);
}

import { BigValueColorMode, BigValueGraphMode, ReduceDataOptionsBuilder } from "@grafana/grafana-foundation-sdk/common";
import { type Threshold, ThresholdsConfigBuilder, ThresholdsMode } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { colours } from "./colours.ts";
import { applyOptions, type PanelOptions } from "./panel-options.ts";

export type StatOptions = PanelOptions & {
  /** From which value on it has which colour, in ascending order; below the first it is `colour`. */
  readonly steps?: readonly Threshold[];
  readonly colour?: string;
  readonly decimals?: number;
};

/** One number, the newest, over a small chart of its past. */
export function stat({ steps = [], colour = colours.good, decimals, ...options }: StatOptions): PanelBuilder {
  const panel = applyOptions(new PanelBuilder(), { width: 4, height: 4, ...options })
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]))
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.Area)
    .thresholds(
      new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([{ value: null, color: colour }, ...steps]),
    );
  return decimals === undefined ? panel : panel.decimals(decimals);
}

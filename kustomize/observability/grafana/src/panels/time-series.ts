import {
  LegendDisplayMode,
  LegendPlacement,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import {
  FieldColorBuilder,
  FieldColorModeId,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { colours, fixedColour } from "./colours.ts";
import { applyOptions, type PanelOptions } from "./panel-options.ts";

export type TimeSeriesOptions = PanelOptions & {
  /** The top of the axis, where it is known. */
  readonly max?: number;
  readonly stacked?: boolean;
  /** A dashed line at this value; what is above it is bad. */
  readonly limit?: number;
  /** All lines in shades of it. */
  readonly shadesOf?: string;
  /** The colours of some lines, by their legends. */
  readonly legendColours?: Readonly<Record<string, string>>;
  /** Leaves out the gRPC service's name, `emojivoto.v1.VotingService/`, in legends. */
  readonly shortMethods?: boolean;
};

/** Lines over time, from 0 on. Those whose legend ends in `(expected)` have the colour of that. */
export function timeSeries(options: TimeSeriesOptions): PanelBuilder {
  const panel = applyOptions(new PanelBuilder(), options)
    .min(0)
    .fillOpacity(8)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi));
  const { max, stacked, limit, shadesOf, legendColours = {}, shortMethods } = options;
  if (max !== undefined) panel.max(max);
  if (stacked) panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
  if (shadesOf !== undefined) {
    panel.colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Shades).fixedColor(shadesOf));
  }
  if (limit !== undefined) addLimit(panel, limit);
  if (shortMethods) {
    panel.withTransformation({ id: "renameByRegex", options: { regex: "emojivoto\\.v1\\.\\w+/", renamePattern: "" } });
  }
  for (const [legend, colour] of Object.entries(legendColours)) panel.overrideByName(legend, fixedColour(colour));
  return panel.overrideByRegexp("/\\(expected\\)$/", fixedColour(colours.expected));
}

function addLimit(panel: PanelBuilder, limit: number): void {
  const steps = [
    { value: null, color: colours.good },
    { value: limit, color: colours.bad },
  ];
  panel
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps))
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed))
    // Else the line is out of sight while all is well.
    .axisSoftMax(limit * 1.1);
}

import type { DynamicConfigValue } from "@grafana/grafana-foundation-sdk/dashboard";

/** What a colour means on all dashboards. */
export const colours = {
  good: "green",
  bad: "red",
  warning: "orange",
  /** The doughnut's failures, which are there on purpose. */
  expected: "#8e939c",
} as const;

/** Gives series one colour, whatever their order. */
export function fixedColour(colour: string): DynamicConfigValue[] {
  return [{ id: "color", value: { mode: "fixed", fixedColor: colour } }];
}

/** What html/charts.js draws; it is embedded in the page as JSON. */
export type Chart = {
  readonly title: string;
  readonly unit: "ms" | "/s" | "visits";
  /** Seconds of the run, or the places of `ticks`. */
  readonly x: readonly number[];
  readonly ticks?: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Whether its y axis can be logarithmic, which is then how it begins. */
  readonly hasLogScale: boolean;
};

export type ChartSeries = {
  readonly label: string;
  /** A custom property of style.css. */
  readonly colour: `--${string}`;
  readonly isDashed?: boolean;
  readonly values: readonly (number | null)[];
};

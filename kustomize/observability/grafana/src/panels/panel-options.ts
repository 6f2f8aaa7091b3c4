import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import type { DataSourceRef } from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { datasources } from "./datasources.ts";
import { type Query, refIdOf } from "./query.ts";

/** What every panel has. A width is in columns, of which there are 24, a height in rows of some 30 pixels. */
export type PanelOptions = {
  readonly title: string;
  /** What to read from it, shown behind the i at the title. */
  readonly description: string;
  /** Grafana's id of the unit, such as `s`, `reqps` or `percentunit` (0 to 1). */
  readonly unit: string;
  readonly queries: readonly Query[];
  readonly width?: number;
  readonly height?: number;
};

type PanelBuilder = Builder<Panel> & {
  title(text: string): unknown;
  description(text: string): unknown;
  unit(unit: string): unknown;
  datasource(datasource: DataSourceRef): unknown;
  targets(queries: Builder<Dataquery>[]): unknown;
  span(columns: number): unknown;
  height(rows: number): unknown;
};

/** Gives any kind of panel what every panel has. */
export function applyOptions<P extends PanelBuilder>(
  panel: P,
  { title, description, unit, queries, width = 8, height = 8 }: PanelOptions,
  datasource: DataSourceRef = datasources.prometheus,
): P {
  for (const [index, query] of queries.entries()) query.refId(refIdOf(index));
  panel.title(title);
  panel.description(description);
  panel.unit(unit);
  panel.datasource(datasource);
  panel.targets([...queries]);
  panel.span(width);
  panel.height(height);
  return panel;
}

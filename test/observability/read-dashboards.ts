import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dashboardFolder } from "@emojivoto/grafana/dashboard-files.ts";

type Datasource = { readonly uid: string };

/** A query; of Jaeger's, only the service that it searches. */
type Target = {
  readonly refId: string;
  readonly datasource: Datasource;
  readonly expr?: string;
  readonly service?: string;
};

export type Panel = {
  readonly id?: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: Datasource;
  readonly fieldConfig: { readonly defaults: { readonly unit?: string } };
  readonly targets: readonly Target[];
  /** Of a collapsed row. */
  readonly panels?: readonly Panel[];
};

export type Dashboard = {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly links: readonly { readonly type: string; readonly tags: readonly string[] }[];
  readonly templating: {
    readonly list?: readonly { readonly name: string; readonly query: { readonly query: string } }[];
  };
  readonly panels: readonly Panel[];
};

/** The dashboards as Grafana loads them. */
export const dashboards: readonly Dashboard[] = readdirSync(dashboardFolder).map(
  (name) => JSON.parse(readFileSync(join(dashboardFolder, name), "utf8")) as Dashboard,
);

/** All panels that show something, those in collapsed rows included. */
export function panelsOf({ panels }: Dashboard): Panel[] {
  return panels.flatMap((panel) => (panel.type === "row" ? (panel.panels ?? []) : [panel]));
}

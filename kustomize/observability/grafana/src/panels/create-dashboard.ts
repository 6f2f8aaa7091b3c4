import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  type Panel,
  RowBuilder,
  type VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";

/** A row of a dashboard: panels from left to right, whose widths fill lines of 24 columns. */
export type Row = {
  readonly title: string;
  readonly panels: readonly Builder<Panel>[];
  readonly isCollapsed?: boolean;
  /** The variable for each value of which there is one such row. */
  readonly repeatFor?: string;
};

export type DashboardOptions = {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly rows: readonly Row[];
  readonly variables?: readonly Builder<VariableModel>[];
  readonly refresh?: string;
  /** How far back it looks at first. */
  readonly from?: string;
};

const tag = "emojivoto";

/** A dashboard with links to all others of ours. */
export function createDashboard(options: DashboardOptions): Dashboard {
  const { uid, title, description, rows, variables = [], refresh = "10s", from = "now-15m" } = options;
  const links = new DashboardLinkBuilder(tag).type(DashboardLinkType.Dashboards).tags([tag]).keepTime(true);
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([tag])
    .time({ from, to: "now" })
    .refresh(refresh)
    .tooltip(DashboardCursorSync.Crosshair)
    .link(links)
    .variables([...variables]);
  for (const row of rows) addRow(builder, row);
  return withPanelIds(builder.build());
}

function addRow(builder: DashboardBuilder, { title, panels, isCollapsed = false, repeatFor }: Row): void {
  const row = new RowBuilder(title).collapsed(isCollapsed);
  if (repeatFor !== undefined) row.repeat(repeatFor);
  // A collapsed row holds its panels; those of an open one follow it.
  if (isCollapsed) for (const panel of panels) row.withPanel(panel);
  builder.withRow(row);
  if (!isCollapsed) for (const panel of panels) builder.withPanel(panel);
}

/** Links to a single panel name it by its id. */
function withPanelIds(dashboard: Dashboard): Dashboard {
  let id = 0;
  for (const panel of dashboard.panels ?? []) {
    panel.id = ++id;
    if ("panels" in panel) for (const inner of panel.panels) inner.id = ++id;
  }
  return dashboard;
}

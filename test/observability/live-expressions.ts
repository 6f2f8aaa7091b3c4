import { dashboards, panelsOf } from "./read-dashboards.ts";
import { alerts, records } from "./read-rules.ts";

/** A PromQL expression that users meet, and where. */
export type LiveExpression = { readonly where: string; readonly expr: string };

/** What a dashboard's choices are when Grafana opens it, and times that the second-wise scrapes of a test fill. */
const variables: Readonly<Record<string, string>> = { __rate_interval: "5m", __range: "5m", __interval: "1s" };

const withVariables = (expr: string) =>
  expr.replaceAll(/\$\{?(\w+)(?::\w+)?\}?/g, (_, name: string) => variables[name] ?? ".+");

const ofPanels = dashboards.flatMap((dashboard) =>
  panelsOf(dashboard).flatMap(({ title, targets }) =>
    targets
      .filter(({ datasource }) => datasource.uid === "prometheus")
      .map(({ refId, expr = "" }) => ({
        where: `${dashboard.title}, ${title}, ${refId}`,
        expr: withVariables(expr),
      })),
  ),
);

/** The choices of a variable are the values of a label. */
const ofVariables = dashboards.flatMap(({ title, templating: { list = [] } }) =>
  list.map(({ name, query }) => {
    const [, series, label] = /^label_values\((.*), (\w+)\)$/.exec(query.query) ?? [];
    return { where: `${title}, variable ${name}`, expr: `group by (${label}) (${series})` };
  }),
);

/** As a `bool`, a comparison has a result wherever both of its sides have one, whether or not the alert fires. */
export const withoutThreshold = (expr: string) => expr.replaceAll(/ (==|!=|<=?|>=?) /g, " $1 bool ");

/** All of dashboards, their variables, and rules; an alert's without its threshold. */
export const liveExpressions: readonly LiveExpression[] = [
  ...ofPanels,
  ...ofVariables,
  ...records.map(({ record, expr }) => ({ where: `record ${record}`, expr })),
  ...alerts.map(({ alert, expr }) => ({ where: `alert ${alert}`, expr: withoutThreshold(expr) })),
];

import { staleDashboards } from "@emojivoto/grafana/stale-dashboards.ts";
import { expect, test } from "vitest";
import { readContract } from "../telemetry/read-contract.ts";
import { dashboards, type Dashboard, type Panel, panelsOf } from "./read-dashboards.ts";
import { foreignMetrics } from "./foreign-metrics.ts";
import { metricsIn } from "./metrics-in.ts";
import { provisionedDatasources } from "./provisioned-datasources.ts";
import { records } from "./read-rules.ts";
import { stringsIn } from "./strings-in.ts";

const datasourceUids = provisionedDatasources.map(({ uid }) => uid);
const uids = dashboards.map(({ uid }) => uid);

/** What a panel shows as numbers has a unit; lines of log and lists of traces have none. */
const showsNumbers = ({ datasource }: Panel) => datasource?.uid === "prometheus";

const titlesOf = (panels: readonly Panel[]) => panels.map(({ title }) => title);

test("the dashboards are what their sources give: `npm run generate` makes them", () => {
  expect(staleDashboards()).toEqual([]);
});

test("each dashboard has a uid and a title of its own, our tag, and says what it is for", () => {
  expect(new Set(uids).size).toBe(dashboards.length);
  expect(new Set(dashboards.map(({ title }) => title)).size).toBe(dashboards.length);
  for (const { uid, tags, description } of dashboards) {
    expect(uid).toMatch(/^emojivoto-[a-z-]+$/);
    expect(tags).toEqual(["emojivoto"]);
    expect(description).not.toBe("");
  }
});

test.each(dashboards)("every panel of $title can show something, and says what to read from it", (dashboard) => {
  const panels = panelsOf(dashboard);
  expect(titlesOf(panels.filter(({ title, description }) => !title || !description))).toEqual([]);
  expect(titlesOf(panels.filter((panel) => showsNumbers(panel) && !panel.fieldConfig.defaults.unit))).toEqual([]);
  for (const { title, datasource, targets } of panels) {
    expect(targets.length, title).toBeGreaterThan(0);
    for (const target of targets) {
      expect(datasourceUids, title).toContain(target.datasource.uid);
      expect(target.datasource.uid, title).toBe(datasource?.uid);
      expect(target.expr ?? target.service, title).toMatch(/./);
    }
    expect(new Set(targets.map(({ refId }) => refId)).size, title).toBe(targets.length);
  }
});

test.each(dashboards)("the panels of $title fit 24 columns, do not overlap and have ids", (dashboard) => {
  const rows = dashboard.panels.filter(({ type }) => type === "row");
  const cells = [...rows, ...panelsOf(dashboard)].flatMap(cellsOf);
  expect(cells.filter(({ x }) => x >= 24)).toEqual([]);
  const byPlace = Map.groupBy(cells, ({ x, y }) => `${x},${y}`);
  const overlaps = [...byPlace.values()].filter(({ length }) => length > 1);
  expect(overlaps.map((shared) => shared.map(({ title }) => title))).toEqual([]);
  const ids = [...rows, ...panelsOf(dashboard)].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(dashboards)("$title uses only variables that it has", (dashboard) => {
  const defined = dashboard.templating.list?.map(({ name }) => name) ?? [];
  const used = new Set(
    stringsIn(dashboard.panels).flatMap((text) => [...text.matchAll(/\$\{?(?!__)(\w+)/g)].map(([, name]) => name)),
  );
  expect(used).toEqual(new Set(defined));
});

test.each(dashboards)(
  "every metric of $title is in the README, is recorded by a rule, or is another program's",
  (dashboard) => {
    const own = readContract().metrics.flatMap(({ names, cells: [, type] }) =>
      type === "histogram"
        ? names.flatMap((name) => ["bucket", "sum", "count"].map((part) => `${name}_${part}`))
        : names,
    );
    const known = new Set([...own, ...records.map(({ record }) => record), ...foreignMetrics]);
    const used = expressionsOf(dashboard).flatMap(metricsIn);
    expect(used.length).toBeGreaterThan(0);
    expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
  },
);

test("what another program measures is used somewhere, or it is not in the list", () => {
  const used = new Set(dashboards.flatMap(expressionsOf).flatMap(metricsIn));
  expect(foreignMetrics.filter((name) => !used.has(name))).toEqual([]);
});

test("links between dashboards, and from one data source to another, lead somewhere", () => {
  const linked = stringsIn(dashboards).flatMap((text) => [...text.matchAll(/\/d\/([\w-]+)/g)].map(([, uid]) => uid));
  expect(linked.filter((uid) => !uids.includes(uid!))).toEqual([]);
  const links = dashboards.flatMap((dashboard) => dashboard.links);
  expect(links.map(({ type, tags }) => [type, tags])).toEqual(dashboards.map(() => ["dashboards", ["emojivoto"]]));
  const targets = provisionedDatasources.flatMap(({ jsonData }) => referencedUids(jsonData));
  expect(new Set(targets)).toEqual(new Set(datasourceUids));
});

function cellsOf({ title, gridPos: { x, y, w, h } }: Panel) {
  return Array.from({ length: w * h }, (_, index) => ({ title, x: x + (index % w), y: y + Math.floor(index / w) }));
}

/** The PromQL of a dashboard, that of its variables included. */
function expressionsOf(dashboard: Dashboard): string[] {
  const targets = panelsOf(dashboard)
    .filter(showsNumbers)
    .flatMap((panel) => panel.targets.map(({ expr = "" }) => expr));
  const variables = dashboard.templating.list ?? [];
  return [...targets, ...variables.map(({ query }) => /^label_values\((.*), \w+\)$/.exec(query.query)?.[1] ?? "")];
}

function referencedUids(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === "datasourceUid" ? [String(inner)] : referencedUids(inner),
  );
}

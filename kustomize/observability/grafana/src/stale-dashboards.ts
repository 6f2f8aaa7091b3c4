import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dashboardFiles, dashboardFolder } from "./dashboard-files.ts";

/** The files in dashboards/, by name, that differ from what their sources give now. */
export function staleDashboards(): string[] {
  const fresh = dashboardFiles();
  const present = new Map(
    readdirSync(dashboardFolder).map((name) => [name, readFileSync(join(dashboardFolder, name), "utf8")]),
  );
  const names = new Set([...fresh.keys(), ...present.keys()]);
  return [...names].filter((name) => fresh.get(name) !== present.get(name));
}

import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dashboardFiles, dashboardFolder } from "./dashboard-files.ts";

/** Writes dashboards/*.json, which Grafana loads, and removes those that are no longer made. */
export function generateDashboards(): void {
  const files = dashboardFiles();
  for (const [name, content] of files) writeFileSync(join(dashboardFolder, name), content);
  for (const name of readdirSync(dashboardFolder)) if (!files.has(name)) rmSync(join(dashboardFolder, name));
}

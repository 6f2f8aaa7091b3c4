import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const file = join(
  import.meta.dirname,
  "../../kustomize/observability/grafana/provisioning/datasources/datasources.yaml",
);

type ProvisionedDatasource = { readonly uid: string; readonly jsonData: unknown };

/** The data sources that Grafana sets up when it starts. */
export const provisionedDatasources: readonly ProvisionedDatasource[] = (
  parse(readFileSync(file, "utf8")) as { datasources: ProvisionedDatasource[] }
).datasources;

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { prometheusFolder } from "../support/start-prometheus.ts";

export type Record = { readonly record: string; readonly expr: string };

export type Alert = {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity?: string };
  readonly annotations: { readonly summary?: string; readonly description?: string; readonly dashboard?: string };
};

type RuleFile = { readonly groups: readonly { readonly rules: readonly (Record | Alert)[] }[] };

const folder = join(prometheusFolder, "rules");

const rules = readdirSync(folder)
  .map((name) => parse(readFileSync(join(folder, name), "utf8")) as RuleFile)
  .flatMap(({ groups }) => groups.flatMap((group) => group.rules));

/** The rules that Prometheus evaluates. */
export const records = rules.filter((rule) => "record" in rule);
export const alerts = rules.filter((rule) => "alert" in rule);

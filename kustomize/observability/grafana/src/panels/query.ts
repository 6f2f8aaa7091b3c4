import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import { DataqueryBuilder as LokiQueryBuilder } from "@grafana/grafana-foundation-sdk/loki";
import { DataqueryBuilder, PromQueryFormat } from "@grafana/grafana-foundation-sdk/prometheus";
import { datasources } from "./datasources.ts";

/** A panel's source of data, which is named by its place in the panel. */
export type Query = Builder<Dataquery> & { refId(name: string): unknown };

/** How Grafana names a panel's queries: A, B, C and so on. */
export function refIdOf(index: number): string {
  return String.fromCodePoint("A".codePointAt(0)! + index);
}

/** A chart's line or lines; `legend` may have labels as `{{label}}`. */
export function query(expr: string, legend: string): DataqueryBuilder {
  return new DataqueryBuilder().datasource(datasources.prometheus).expr(expr).legendFormat(legend).range();
}

/** The same with dots, each of which opens the trace of one measurement. */
export function queryWithTraces(expr: string, legend: string): DataqueryBuilder {
  return query(expr, legend).exemplar(true);
}

/** For what is scraped every 15 s: without it, Grafana's rates look back too little for two samples. */
export function slowlyScraped(expr: string, legend: string): DataqueryBuilder {
  return query(expr, legend).interval("15s");
}

/** The values of now. */
export function instantQuery(expr: string, legend: string): DataqueryBuilder {
  return query(expr, legend).instant();
}

/** The values of now as a table: a column for each label. */
export function tableQuery(expr: string): DataqueryBuilder {
  return instantQuery(expr, "").format(PromQueryFormat.Table);
}

export function logQuery(expr: string): LokiQueryBuilder {
  return new LokiQueryBuilder().datasource(datasources.loki).expr(expr).queryType("range");
}

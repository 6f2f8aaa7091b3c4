import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import { applyOptions, type PanelOptions } from "./panel-options.ts";
import { type Query, refIdOf, tableQuery } from "./query.ts";

/** A column of numbers: the values of `expr`, a row for each combination of labels. */
export type Column = { readonly name: string; readonly unit: string; readonly expr: string };

export type TableOptions = Omit<PanelOptions, "queries" | "unit"> & {
  /** The names of the columns that labels fill, by label: all that the expressions keep. */
  readonly labels: Readonly<Record<string, string>>;
  readonly columns: readonly Column[];
};

/** A row for each combination of labels, those with the largest values of the first column on top. */
export function table({ labels, columns, ...options }: TableOptions): PanelBuilder {
  const [first] = columns;
  if (first === undefined) throw new Error(`the table "${options.title}" has no columns: give it at least one`);
  const queries: Query[] = columns.map(({ expr }) => tableQuery(expr));
  const panel = applyOptions(new PanelBuilder(), { width: 24, ...options, queries, unit: first.unit })
    .withTransformation({ id: "merge", options: {} })
    .withTransformation({ id: "organize", options: namedColumns(labels, columns) })
    .withTransformation({ id: "sortBy", options: { sort: [{ field: first.name, desc: true }] } });
  for (const { name, unit } of columns) panel.overrideByName(name, [{ id: "unit", value: unit }]);
  return panel;
}

/** With several queries Grafana calls their values `Value #A`, `Value #B` and so on; with one, `Value`. */
function namedColumns(labels: Readonly<Record<string, string>>, columns: readonly Column[]) {
  const values = columns.map(
    ({ name }, index) => [columns.length === 1 ? "Value" : `Value #${refIdOf(index)}`, name] as const,
  );
  return {
    excludeByName: { Time: true },
    renameByName: { ...labels, ...Object.fromEntries(values) },
  };
}

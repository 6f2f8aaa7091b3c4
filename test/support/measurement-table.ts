/** A figure and the most that it may be. */
export type Measurement = {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
};

/** A line a measurement: name, value, limit, and whether it is within. */
export function measurementTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ name, value, limit, unit }) => [
    name,
    `${value.toPrecision(3)} ${unit}`,
    `≤ ${limit} ${unit}`,
    value <= limit ? "✓" : "✗",
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("   ")).join("\n");
}

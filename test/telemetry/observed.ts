import type { WatchedProcess } from "../support/watch-process.ts";

/** A metric of an OpenMetrics exposition. */
export type ExposedMetric = {
  /** A counter's with `_total`. */
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
  /** The trace ids of its exemplars. */
  readonly exemplars: readonly string[];
};

export function readExposition(text: string): ExposedMetric[] {
  const blocks = text.split(/^# HELP .*\n/m).slice(1);
  return blocks.map((block) => {
    const [, name = "", type = ""] = /^# TYPE (\S+) (\S+)$/m.exec(block) ?? [];
    const samples = block.split("\n").filter((line) => line.startsWith(name));
    const labels = samples.flatMap((line) => [...(/\{(.*?)\}/.exec(line)?.[1] ?? "").matchAll(/(\w+)="/g)]);
    const exemplars = samples.flatMap((line) => /# \{trace_id="(\w+)"/.exec(line)?.[1] ?? []);
    return {
      name: type === "counter" ? `${name}_total` : name,
      type,
      labels: labels.map(([, label = ""]) => label).filter((label) => label !== "le"),
      exemplars,
    };
  });
}

/** The JSON lines of a service. */
export function logLines({ lines }: WatchedProcess): Record<string, unknown>[] {
  return lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Record<string, unknown>);
}

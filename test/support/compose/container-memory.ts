import { docker } from "./run-docker.ts";

/** What a container uses, and the most that it may. */
export type ContainerMemory = { readonly usedMiB: number; readonly limitMiB: number };

const unitsMiB: Readonly<Record<string, number>> = { B: 1 / 1_048_576, KiB: 1 / 1_024, MiB: 1, GiB: 1_024 };

/**
 * Of each service that runs in a composition: what `docker stats` says, which leaves out cached files. Not of what
 * `compose run` has started: when that ends, `docker stats` fails.
 */
export async function containerMemory(project: string): Promise<Map<string, ContainerMemory>> {
  const label = "com.docker.compose.service";
  const format = `{{.ID}} {{.Label "${label}"}}`;
  const labels = [`com.docker.compose.project=${project}`, "com.docker.compose.oneoff=False"];
  const listed = await docker("ps", "--format", format, ...labels.flatMap((each) => ["-f", `label=${each}`]));
  const services = new Map(listed.split("\n").map((line) => line.split(" ") as [string, string]));
  const stats = await docker("stats", "--no-stream", "--format", "{{.ID}} {{.MemUsage}}", ...services.keys());
  return new Map(
    stats.split("\n").flatMap((line) => {
      const [id = "", used = "", , limit = ""] = line.split(" ");
      const service = services.get(id);
      return service === undefined ? [] : [[service, { usedMiB: toMiB(used), limitMiB: toMiB(limit) }] as const];
    }),
  );
}

function toMiB(text: string): number {
  const [, value = "", unit = ""] = /^([\d.]+)([KMG]?i?B)$/.exec(text) ?? [];
  return Number(value) * (unitsMiB[unit] ?? Number.NaN);
}

import { staleDashboards } from "@emojivoto/grafana/stale-dashboards.ts";
import { lint } from "@emojivoto/proto/generate";
import { staleFiles } from "@emojivoto/proto/stale-files";
import { runTool } from "../run-tool.ts";

/** Each resolves to whether all is well, and says what is not. */
const checks: Record<string, () => Promise<boolean>> = {
  lint: async () => (await runTool("oxlint", ["--type-aware"])) === 0,
  format: async () => (await runTool("oxfmt", ["--check"])) === 0,
  types: async () => (await runTool("typescript", ["-b"])) === 0,
  proto: async () => protoIsClean(),
  "generated code": async () => generatedCodeIsFresh(),
};

/** Lint, format, types, .proto files and generated code: runs them all and closes with a line on which failed. */
export async function check(): Promise<number> {
  const failed: string[] = [];
  for (const [name, passes] of Object.entries(checks)) {
    console.log(`== ${name}`);
    if (!(await passes())) failed.push(name);
  }
  const passedCount = Object.keys(checks).length - failed.length;
  const which = failed.length > 0 ? `: ${failed.join(", ")}` : "";
  console.log(`\nchecks: ${passedCount} passed, ${failed.length} failed${which}`);
  return failed.length > 0 ? 1 : 0;
}

function protoIsClean(): boolean {
  try {
    lint();
    return true;
  } catch {
    // buf has said why on stderr.
    return false;
  }
}

function generatedCodeIsFresh(): boolean {
  const stale = [
    ...staleFiles().map((file) => `proto/${file}`),
    ...staleDashboards().map((file) => `kustomize/observability/grafana/dashboards/${file}`),
  ];
  for (const file of stale) console.log(`${file} is not what its sources give: run \`npm run generate\``);
  return stale.length === 0;
}

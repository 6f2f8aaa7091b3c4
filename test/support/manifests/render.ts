import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findProgram } from "../find-program.ts";
import type { Manifest } from "./manifest.ts";
import { parseManifests } from "./parse-manifests.ts";

const kustomize = findProgram("kustomize");
const kubectl = findProgram("kubectl");

/** Whether this machine can render a kustomization; a test that needs it is skipped without. */
export const canRender = kustomize !== undefined || kubectl !== undefined;

/** What `kubectl apply -k` would apply, as YAML. */
export async function renderYaml(folder: string): Promise<string> {
  const [program, command] = kustomize === undefined ? [kubectl!, "kustomize"] : [kustomize, "build"];
  const { stdout } = await promisify(execFile)(program, [command, folder], {
    maxBuffer: 16 * 1024 * 1024,
    // It ends at once: to collect garbage would take a third of its time.
    env: { ...process.env, GOGC: "off" },
  });
  return stdout;
}

/** The same as documents. */
export async function render(folder: string): Promise<Manifest[]> {
  return parseManifests(await renderYaml(folder));
}

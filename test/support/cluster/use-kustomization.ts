import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { kustomization } from "./apply.ts";

/** Pods that this profile of Kubernetes forbids are refused, not only warned of. */
const enforceRestricted = {
  target: { kind: "Namespace", name: "emojivoto" },
  patch: JSON.stringify([
    { op: "add", path: "/metadata/labels/pod-security.kubernetes.io~1enforce", value: "restricted" },
  ]),
};

/**
 * Within a describe: the folder of a kustomization of these folders of kustomize/, in a namespace that runs restricted
 * pods only.
 */
export function useKustomization(resources: readonly string[], components: readonly string[]): string {
  const folder = join(tmpdir(), `emojivoto-kustomization-${randomUUID()}`);
  // kustomize takes no absolute paths.
  const inFolder = (path: string) => relative(folder, kustomization(path));
  const content = {
    resources: resources.map(inFolder),
    components: components.map(inFolder),
    patches: [enforceRestricted],
  };
  beforeAll(() => {
    mkdirSync(folder);
    // JSON is YAML.
    writeFileSync(join(folder, "kustomization.yaml"), JSON.stringify(content));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

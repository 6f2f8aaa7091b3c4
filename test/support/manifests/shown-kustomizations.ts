import { readFileSync } from "node:fs";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parse, stringify } from "yaml";
import { kustomizeFolder } from "./kustomize-folder.ts";
import { renderYaml } from "./render.ts";

/** A kustomization, as far as it is looked at here. */
export type Kustomization = { readonly resources?: readonly string[]; readonly components?: readonly string[] };

/** The examples of kustomize/README.md, whose paths are those of a folder in overlays. */
export function shownKustomizations(): Kustomization[] {
  const text = readFileSync(join(kustomizeFolder, "README.md"), "utf8");
  return Array.from(text.matchAll(/^```yaml\n(.*?)^```$/gms), ([, yaml]) => parse(yaml!) as Kustomization);
}

/** What such an example is made of. */
export function partsOf({ resources = [], components = [] }: Kustomization): string {
  return [...resources, ...components].map((path) => path.replace(/.*\//, "")).join(" + ");
}

/** Renders it from a folder outside the repository, which it then leaves as it was. */
export async function renderShown(shown: Kustomization): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "emojivoto-")));
  try {
    const fromHere = (path: string) => relative(folder, join(kustomizeFolder, "overlays/shown", path));
    const { resources = [], components = [] } = shown;
    const moved = { ...shown, resources: resources.map(fromHere), components: components.map(fromHere) };
    await writeFile(join(folder, "kustomization.yaml"), stringify(moved));
    return await renderYaml(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

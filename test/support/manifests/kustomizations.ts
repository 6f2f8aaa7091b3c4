import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { kustomizeFolder } from "./kustomize-folder.ts";
import { renderYaml } from "./render.ts";
import { partsOf, renderShown, shownKustomizations } from "./shown-kustomizations.ts";

/** A kustomization, and how to get what it renders to, as YAML. */
export type NamedKustomization = { readonly name: string; readonly render: () => Promise<string> };

/** Those that a user applies as they are: the overlays, and doctor beside one. */
export function readyKustomizations(): NamedKustomization[] {
  const files = globSync("{doctor*,overlays/*}/kustomization.yaml", { cwd: kustomizeFolder });
  return files.map((file) => ({ name: dirname(file), render: () => renderYaml(join(kustomizeFolder, dirname(file))) }));
}

/** Those that kustomize/README.md shows. */
export function exampleKustomizations(): NamedKustomization[] {
  return shownKustomizations().map((shown) => ({
    name: `README's ${partsOf(shown)}`,
    render: () => renderShown(shown),
  }));
}

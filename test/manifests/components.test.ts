import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { kustomizeFolder } from "../support/manifests/kustomize-folder.ts";
import { type Kustomization, shownKustomizations } from "../support/manifests/shown-kustomizations.ts";

const namesIn = (folder: string) => globSync(`${folder}/*`, { cwd: kustomizeFolder }).map((path) => basename(path));
const components = namesIn("components");
const read = (file: string) => readFileSync(join(kustomizeFolder, file), "utf8");
const inFolders = globSync("{base,doctor*,overlays/*,components/*}/kustomization.yaml", { cwd: kustomizeFolder });

test.each(components)("%s is a component that says what it shows, and is used", (name) => {
  expect(parse(read(`components/${name}/kustomization.yaml`))).toMatchObject({ kind: "Component" });
  expect(existsSync(join(kustomizeFolder, "components", name, "README.md")), "its README.md").toBe(true);
  const all = [...inFolders.map((file) => parse(read(file)) as Kustomization), ...shownKustomizations()];
  const used = all.flatMap(({ components: parts = [] }) => parts.map((path) => basename(path)));
  expect(used).toContain(name);
});

test("kustomize/README.md tells of every overlay and every component, and of none that is not there", () => {
  // The first cell of each row: `name`, or [`name`](components/name), or several of these.
  const cells = Array.from(read("README.md").matchAll(/^\| ([^|]*) \|/gm), ([, cell]) => cell!);
  const told = cells.flatMap((cell) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, name]) => name!));
  expect(new Set(told)).toEqual(new Set([...namesIn("overlays"), ...components]));
});

test("no kustomization has a field that kustomize is about to drop, or one that reaches into pods", () => {
  const files = globSync("**/kustomization.yaml", { cwd: kustomizeFolder });
  const dropped = /^(?:bases|commonLabels|patchesJson6902|patchesStrategicMerge|vars):|includeTemplates/m;
  expect(files.filter((file) => dropped.test(read(file)))).toEqual([]);
});

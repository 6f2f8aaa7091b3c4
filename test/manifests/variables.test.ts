import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { kustomizeFolder } from "../support/manifests/kustomize-folder.ts";
import { programs } from "./invariants/our-containers.ts";
import { leftAtDefault } from "./left-at-default.ts";

test("a variable of our programs is in some manifest, or its default has a reason", () => {
  const files = globSync("{base,components,doctor*,overlays}/**/*.yaml", { cwd: kustomizeFolder });
  const texts = files.map((file) => readFileSync(join(kustomizeFolder, file), "utf8"));
  // `name: PORT` of a container, or `- PORT=80` of a generated ConfigMap.
  const named = /\bname: (\w+)|^ *- (\w+)=/gm;
  const set = new Set(texts.flatMap((text) => Array.from(text.matchAll(named), ([, own, shared]) => own ?? shared!)));
  const known = new Set(Object.values(programs).flatMap(({ shape }) => Object.keys(shape)));
  const unset = Array.from(known).filter((name) => !set.has(name));
  expect(new Set(unset)).toEqual(new Set(Object.keys(leftAtDefault)));
});

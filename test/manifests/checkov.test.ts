import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { exampleKustomizations, readyKustomizations } from "../support/manifests/kustomizations.ts";
import { canRender } from "../support/manifests/render.ts";
import { renderAll } from "../support/manifests/renders.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A check of one resource. */
type Check = { readonly check_id: string; readonly check_name: string; readonly resource: string };

type Report = {
  readonly results: { readonly failed_checks: readonly Check[] };
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
};

const checkov = process.env["CHECKOV_BIN"];
const configuration = join(import.meta.dirname, "checkov.yaml");

test.skipIf(checkov === undefined || !canRender)(
  "checkov finds no fault but those with a reason (its program in CHECKOV_BIN, kubectl or kustomize on PATH)",
  async () => {
    const folder = temporaryFolder();
    const { renders } = await renderAll([...readyKustomizations(), ...exampleKustomizations()]);
    renders.forEach(({ manifests }, index) => {
      const documents = manifests.map((manifest) => stringify(manifest, { aliasDuplicateObjects: false }));
      writeFileSync(join(folder, `${index}.yaml`), documents.join("---\n"));
    });
    const options = ["--config-file", configuration, "--soft-fail", "--directory", folder];
    const output = execFileSync(checkov!, options, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
    const { results, summary } = JSON.parse(output) as Report;
    expect(
      new Set(results.failed_checks.map((each) => `${each.check_id} ${each.resource}: ${each.check_name}`)),
    ).toEqual(new Set());
    expect(summary).toMatchObject({ parsing_errors: 0 });
    expect(summary.passed).toBeGreaterThan(1_000);
  },
);

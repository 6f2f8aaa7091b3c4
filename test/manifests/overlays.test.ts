import { beforeAll, describe, expect, test } from "vitest";
import { exampleKustomizations, readyKustomizations } from "../support/manifests/kustomizations.ts";
import type { Manifest } from "../support/manifests/manifest.ts";
import { canRender } from "../support/manifests/render.ts";
import { type Render, renderAll } from "../support/manifests/renders.ts";
import { createValidator } from "../support/manifests/validator.ts";
import { slowTests } from "../support/slow-tests.ts";
import { allInvariants } from "./invariants/all-invariants.ts";

const faultsIn = (renders: readonly Render[], find: (manifests: readonly Manifest[]) => string[]) =>
  renders.flatMap(({ name, manifests }) => find(manifests).map((fault) => `${name}: ${fault}`));

describe.skipIf(!canRender)("what kubectl apply -k makes (needs kubectl or kustomize on PATH)", () => {
  let renders: readonly Render[] = [];
  let unrendered: readonly string[] = [];
  beforeAll(async () => {
    ({ renders, faults: unrendered } = await renderAll(readyKustomizations()));
  });

  test("every overlay renders, and so does doctor", () => {
    expect(unrendered).toEqual([]);
    expect(renders.length).toBeGreaterThan(0);
  });

  test("every manifest is as Kubernetes, the Gateway API and Linkerd define its kind, without unknown fields", () => {
    const validate = createValidator();
    expect(faultsIn(renders, (manifests) => manifests.flatMap(validate))).toEqual([]);
  });

  test.each(Object.entries(allInvariants))("%s", (_holds, { faultsOf }) => {
    expect(faultsIn(renders, faultsOf)).toEqual([]);
  });

  test.skipIf(!slowTests)("all this holds for the examples of kustomize/README.md (SLOW_TESTS=on)", async () => {
    const examples = await renderAll(exampleKustomizations());
    expect(examples.faults).toEqual([]);
    expect(examples.renders.length).toBeGreaterThan(0);
    const validate = createValidator();
    expect(faultsIn(examples.renders, (manifests) => manifests.flatMap(validate))).toEqual([]);
    for (const [holds, { faultsOf }] of Object.entries(allInvariants)) {
      expect(faultsIn(examples.renders, faultsOf), holds).toEqual([]);
    }
  });
});

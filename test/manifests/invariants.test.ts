import { expect, test } from "vitest";
import { parseManifests } from "../support/manifests/parse-manifests.ts";
import { allInvariants } from "./invariants/all-invariants.ts";

/** Without these a test of the manifests would not tell whether it can fail. */
test.each(Object.entries(allInvariants))("a fault is told: %s", (_holds, { faultsOf, example }) => {
  expect(faultsOf(example.broken.flatMap(parseManifests))).toEqual(example.faults);
});

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { examplesIn, patternOf, root } from "../../readme/read-readme.ts";
import { clusterTests } from "../../support/cluster/run-kubectl.ts";
import { useEmptyCluster, withinMs } from "../../support/cluster/use-empty-cluster.ts";

const run = promisify(execFile);
const examples = examplesIn("On Kubernetes");

describe.skipIf(!clusterTests)("the README's chapter on Kubernetes, word for word (CLUSTER_TESTS=on)", () => {
  useEmptyCluster();

  test("there is one", () => expect(examples.length).toBeGreaterThan(4));

  test.each(examples)("$commands", { timeout: withinMs }, async ({ commands, output }) => {
    const { stdout } = await run("bash", ["-euo", "pipefail", "-c", commands], { cwd: root });
    if (output !== undefined) expect(stdout).toMatch(patternOf(output));
  });
});

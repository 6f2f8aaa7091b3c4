import { describe, expect, test, vi } from "vitest";
import { apply, kustomization } from "../../support/cluster/apply.ts";
import { countVotes } from "../../support/cluster/count-votes.ts";
import { ofApp } from "../../support/cluster/of-app.ts";
import { clusterTests } from "../../support/cluster/run-kubectl.ts";
import { untilRolledOut } from "../../support/cluster/until-rolled-out.ts";
import { useEmptyCluster, withinMs } from "../../support/cluster/use-empty-cluster.ts";

describe.skipIf(!clusterTests)("upstream's variants (CLUSTER_TESTS=on, with a cluster and the images)", () => {
  describe.each(["daemonset", "statefulset"])("overlays/%s", (kind) => {
    useEmptyCluster();

    test("is ready, and its vote-bot's votes count", { timeout: withinMs }, async () => {
      await apply(kustomization(`overlays/${kind}`));
      await untilRolledOut("emojivoto", kind);
      await vi.waitFor(async () => expect(await countVotes()).toBeGreaterThan(0), { timeout: 20_000, interval: 500 });
    });
  });

  describe("overlays/job", () => {
    useEmptyCluster();

    test("has a vote-bot that votes and comes to an end", { timeout: withinMs }, async () => {
      await apply(kustomization("overlays/job"));
      await untilRolledOut();
      await ofApp("wait", "--for=condition=Complete", "job/vote-bot", "--timeout=60s");
      expect(await countVotes()).toBeGreaterThan(0);
    });
  });
});

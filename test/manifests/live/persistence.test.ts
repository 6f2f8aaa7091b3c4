import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { apply } from "../../support/cluster/apply.ts";
import { countVotes } from "../../support/cluster/count-votes.ts";
import { ofApp } from "../../support/cluster/of-app.ts";
import { restart } from "../../support/cluster/restart.ts";
import { clusterTests } from "../../support/cluster/run-kubectl.ts";
import { underLoad } from "../../support/cluster/under-load.ts";
import { untilRolledOut } from "../../support/cluster/until-rolled-out.ts";
import { useEmptyCluster, withinMs } from "../../support/cluster/use-empty-cluster.ts";
import { makeVotesVolume, removeVotesVolume } from "../../support/cluster/votes-volume.ts";
import { useKustomization } from "../../support/cluster/use-kustomization.ts";

describe.skipIf(!clusterTests)("votes on a volume (CLUSTER_TESTS=on, with a cluster and the images)", () => {
  const folder = useKustomization(["base"], ["components/persistence", "components/without-vote-bot"]);
  afterAll(removeVotesVolume);
  useEmptyCluster();

  beforeAll(async () => {
    await makeVotesVolume();
    await apply(folder);
    await untilRolledOut();
  }, withinMs);

  test.each([
    ["rolled", () => restart("voting")],
    ["killed", killVoting],
  ])("voting %s under load: every acknowledged vote counts, and once", { timeout: withinMs }, async (how, end) => {
    const before = await countVotes();
    const [report] = await underLoad([["--rate=30"]], async () => {
      await untilMoreVotes();
      await end();
      await untilMoreVotes();
    });
    const counted = (await countVotes()) - before;
    const votes = report!.routes.filter(({ route }) => route === "/api/vote");
    const acknowledged = sum(votes.map(({ ok }) => ok));
    const unknown = sum(votes.map(({ error, aborted }) => error + aborted));
    const { intervalSeconds, points } = report!.series;
    const awaySeconds = points.filter(({ failed }) => failed > 0).length * intervalSeconds;
    console.log(`voting ${how}: ${acknowledged} acknowledged, ${counted} count, ${unknown} failed in ${awaySeconds} s`);
    expect(counted).toBeGreaterThanOrEqual(acknowledged);
    expect(counted).toBeLessThanOrEqual(acknowledged + unknown);
    // web sends votes again for eight seconds (RETRY_TIMEOUT).
    expect(awaySeconds).toBeLessThanOrEqual(10);
  });
});

/** Resolves when votes that come in now count. */
async function untilMoreVotes(): Promise<void> {
  const before = await countVotes();
  const look = async () => expect(await countVotes()).toBeGreaterThan(before + 30);
  await vi.waitFor(look, { timeout: 30_000, interval: 200 });
}

/** Ends voting at once, whatever it is at. */
async function killVoting(): Promise<void> {
  await ofApp("delete", "pod", "--selector=app=voting-svc", "--force", "--grace-period=0");
  await ofApp("rollout", "status", "deployment/voting", "--timeout=60s");
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

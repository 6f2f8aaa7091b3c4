import { beforeAll, describe, expect, test, vi } from "vitest";
import { apply, applyManifests, kustomization } from "../../support/cluster/apply.ts";
import { ofApp } from "../../support/cluster/of-app.ts";
import { printKeys } from "../../support/cluster/print-keys.ts";
import { clusterTests, kubectl } from "../../support/cluster/run-kubectl.ts";
import { serviceUrl } from "../../support/cluster/service-url.ts";
import { untilRolledOut } from "../../support/cluster/until-rolled-out.ts";
import { namespaces, useEmptyCluster, withinMs } from "../../support/cluster/use-empty-cluster.ts";
import { useKustomization } from "../../support/cluster/use-kustomization.ts";

describe.skipIf(!clusterTests)("with tokens (CLUSTER_TESTS=on, with a cluster and the images)", () => {
  const folder = useKustomization(["base"], ["components/jwt", "components/tracing"]);
  useEmptyCluster();

  beforeAll(async () => {
    await apply(folder);
    await applyManifests(printKeys(folder));
    for (const namespace of namespaces) await untilRolledOut(namespace);
  }, withinMs);

  test("vote-bot signs in and votes", async () => {
    const pod = await ofApp("get", "pods", "--selector=app=vote-bot", "-o", "name");
    const metrics = `/api/v1/namespaces/emojivoto/${pod.replace("pod/", "pods/")}:8801/proxy/metrics`;
    const visits = /^emojivoto_visits_total\{scenario="auth",outcome="ok"\} [1-9]/m;
    const look = async () => expect(await kubectl(["get", "--raw", metrics])).toMatch(visits);
    await vi.waitFor(look, { timeout: 20_000, interval: 500 });
  });

  test.each([
    ["web", ["apps.json", "jwt-private.pem"]],
    ["emoji", ["jwt-public.pem"]],
    ["voting", ["jwt-public.pem"]],
    ["vote-bot", ["app-key", "app-secret"]],
  ])("%s has what it reads of the keys, and no more", async (name, files) => {
    const found = await ofApp(
      "exec",
      `deployment/${name}`,
      "--",
      "find",
      "/credentials",
      "-name",
      "[!.]*",
      "-type",
      "l",
    );
    expect(
      found
        .split("\n")
        .map((path) => path.replace(/.*\//, ""))
        .toSorted(),
    ).toEqual(files);
  });

  test.each(["/api/list", "/api/vote?choice=:joy:", "/api/leaderboard"])("%s is not there", async (path) => {
    expect((await fetch(`${await serviceUrl("web-svc")}${path}`)).status).toBe(404);
  });

  test("kustomize/doctor-signed-in finds a visit joined", async () => {
    await apply(kustomization("doctor-signed-in"));
    await ofApp("wait", "--for=condition=Complete", "job/doctor", "--timeout=60s");
    expect(await ofApp("logs", "job/doctor")).toMatch(/^✓ joined: the visit is one trace of \d+ spans/m);
  });
});

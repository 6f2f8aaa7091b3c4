import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { apply, applyManifests, asList, kustomization } from "../support/cluster/apply.ts";
import { goDeployments } from "../support/cluster/go-deployments.ts";
import { ofApp } from "../support/cluster/of-app.ts";
import { printKeys } from "../support/cluster/print-keys.ts";
import { apiServerTests, kubectl } from "../support/cluster/run-kubectl.ts";
import { namespaces, withinMs } from "../support/cluster/use-empty-cluster.ts";
import { type Workload, workloadsOf } from "../support/manifests/kinds.ts";
import { exampleKustomizations, readyKustomizations } from "../support/manifests/kustomizations.ts";
import type { Manifest } from "../support/manifests/manifest.ts";
import { parseManifests } from "../support/manifests/parse-manifests.ts";
import { render } from "../support/manifests/render.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const crds = join(import.meta.dirname, "crds");
const unmeshed = ["plain", "tracing", "daemonset", "statefulset", "job"].map((name) => `overlays/${name}`);
/** A namespace of the test's own, and a service account there. */
const restricted = `test-restricted-${process.pid}`;

const object = (kind: string, metadata: object) => ({ apiVersion: "v1", kind, metadata });
const removePlain = async () => removeAllOf(await render(kustomization("overlays/plain")));
const without = (lines: readonly string[], ending: string) => lines.filter((line) => !line.endsWith(ending));

describe.skipIf(!apiServerTests)("a real API server (API_SERVER_TESTS=on, with one of its own)", () => {
  beforeAll(async () => {
    await kubectl(["apply", "--server-side", "-f", crds]);
    await kubectl(["wait", "--for=condition=Established", "-f", crds]);
    await applyManifests([
      ...namespaces.map((name) => object("Namespace", { name })),
      object("Namespace", { name: restricted, labels: { "pod-security.kubernetes.io/enforce": "restricted" } }),
      object("ServiceAccount", { name: restricted, namespace: restricted }),
    ]);
  }, withinMs);

  test.each(readyKustomizations())(
    "$name is taken without a warning, and a second time changes nothing",
    async ({ render: renderYaml }) => {
      const yaml = await renderYaml();
      await applyForTheFirstTime(yaml);
      const changed = without(await applyManifests(yaml), " unchanged");
      expect(changed.filter((line) => !line.startsWith("poddisruptionbudget"))).toEqual([]);
      // kubectl sends their selector each time and says `configured`; their generation says that nothing is.
      const generations = await ofApp("get", "poddisruptionbudgets", "-o", "jsonpath={.items[*].metadata.generation}");
      expect(generations).toMatch(/^(?:1 ?)*$/);
    },
  );

  test.each(exampleKustomizations())("$name is taken without a warning", async ({ render: renderYaml }) => {
    await applyForTheFirstTime(await renderYaml());
  });

  test.each(unmeshed)("the pods of %s are restricted ones", async (folder) => {
    const pods = workloadsOf(await render(kustomization(folder))).map(podOf);
    const created = await kubectl(["create", "--dry-run=server", "-f", "-"], asList(pods));
    expect(created.split("\n")).toHaveLength(pods.length);
  });

  test("the Secret of npm run -s keys is taken, and a second time changes nothing", async () => {
    const secret = printKeys(temporaryFolder());
    expect(await applyManifests(secret)).toEqual(["secret/emojivoto-keys created"]);
    expect(await applyManifests(secret)).toEqual(["secret/emojivoto-keys unchanged"]);
  });

  test("Go emojivoto is upgraded in place", async () => {
    onTestFinished(() => removePlain());
    // They get warnings: their pods are not restricted ones.
    await kubectl(["apply", "-f", "-"], asList(goDeployments));
    const lines = await apply(kustomization("overlays/plain"));
    expect(lines.filter((line) => /^deployment.*configured$/.test(line))).toHaveLength(goDeployments.length);
    expect(await ofApp("get", "deployment/voting", "-o", "jsonpath={.spec.strategy}")).toBe('{"type":"Recreate"}');
  });

  describe("with overlays/plain", () => {
    beforeAll(async () => void (await apply(kustomization("overlays/plain"))));
    afterAll(() => removePlain());

    test("what `get deploy -o yaml` prints can be applied, as `linkerd inject` does", async () => {
      // It is refused when a controller has written in between.
      const lines = await vi.waitFor(roundTrip, { timeout: 20_000, interval: 500 });
      expect(lines).toHaveLength(goDeployments.length);
    });

    test("the tutorial's `set env` is taken, and a later apply keeps it", async () => {
      const endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT=jaeger-collector.jaeger-system:4317";
      await ofApp("set", "env", "--all", "deploy", endpoint);
      await apply(kustomization("overlays/plain"));
      const listed = await ofApp("set", "env", "--all", "deploy", "--list");
      expect(listed.split("\n").filter((line) => line === endpoint)).toHaveLength(goDeployments.length);
    });
  });
});

async function roundTrip(): Promise<string[]> {
  return await applyManifests(await ofApp("get", "deploy", "-o", "yaml"));
}

/** What is there then, but for namespaces, is removed at the end of the test. */
async function applyForTheFirstTime(yaml: string): Promise<void> {
  onTestFinished(() => removeAllOf(parseManifests(yaml)));
  const created = without(await applyManifests(yaml), " created");
  expect(created.filter((line) => !line.startsWith("namespace/"))).toEqual([]);
}

/** A pod of the workload's template, in the namespace for restricted ones. */
function podOf({ metadata: { name }, spec: { template } }: Workload): object {
  const spec = { ...template.spec, serviceAccountName: restricted };
  return { ...object("Pod", { name, namespace: restricted }), spec };
}

/** All but the namespaces, whose end would take as long as all of the rest. */
async function removeAllOf(manifests: readonly Manifest[]): Promise<void> {
  const objects = manifests.filter(({ kind }) => kind !== "Namespace");
  await kubectl(["delete", "--ignore-not-found", "--wait=false", "-f", "-"], asList(objects));
}

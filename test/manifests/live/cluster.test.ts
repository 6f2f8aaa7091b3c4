import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asList } from "../../support/cluster/apply.ts";
import { clusterTests, kubectl } from "../../support/cluster/run-kubectl.ts";

const namespace = `test-cluster-${process.pid}`;

const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
const container = {
  name: "pause",
  image: "emojivoto/pause:1",
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
};
const securityContext = { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } };
const pod = (name: string, spec: object) => ({ apiVersion: "v1", kind: "Pod", metadata: { name, namespace }, spec });
const restricted = pod("restricted", { securityContext, containers: [container] });
const enforcing = { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace, labels } };

const apply = (...items: object[]) => kubectl(["apply", "-f", "-"], asList(items));
const read = (name: string, from: string, path: string) =>
  kubectl(["-n", from, "get", name, "-o", `jsonpath={${path}}`]);
const wait = (what: string, name: string) => kubectl(["-n", namespace, "wait", `--for=${what}`, name, "--timeout=20s"]);

describe.skipIf(!clusterTests)("the cluster of .ci/with-cluster (CLUSTER_TESTS=on)", () => {
  beforeAll(async () => {
    await apply(enforcing);
    // A pod of its own is refused until a controller has made this.
    await wait("create", "serviceaccount/default");
    await apply(enforcing, restricted);
  });
  afterAll(async () => void (await kubectl(["delete", "namespace", namespace, "--wait=false"])));

  test("a second apply changes nothing", async () => {
    expect(await apply(enforcing, restricted)).toBe(`namespace/${namespace} unchanged\npod/restricted unchanged`);
  });

  test("a pod runs, and its address is reached from here", async () => {
    await wait("condition=Ready", "pod/restricted");
    const address = await read("pod/restricted", namespace, ".status.podIP");
    // Nothing listens there, and the pod itself says so: an address that leads nowhere would time out.
    await expect(connectTo(address, 80)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  test("a pod that the namespace's profile forbids is refused", async () => {
    await expect(apply(pod("privileged", { containers: [container] }))).rejects.toThrow(
      'violates PodSecurity "restricted:latest": runAsNonRoot != true',
    );
  });

  test("the cluster's name server answers here, at its Service's address", async () => {
    const names = new Resolver({ timeout: 2_000, tries: 1 });
    names.setServers([await read("service/kube-dns", "kube-system", ".spec.clusterIP")]);
    const expected = await read("service/kubernetes", "default", ".spec.clusterIP");
    expect(await names.resolve4("kubernetes.default.svc.cluster.local")).toEqual([expected]);
  });
});

async function connectTo(host: string, port: number): Promise<void> {
  const socket = connect(port, host);
  await once(socket, "connect", { signal: AbortSignal.timeout(2_000) }).finally(() => socket.destroy());
}

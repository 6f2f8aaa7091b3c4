import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ofKind } from "../support/manifests/kinds.ts";
import { kustomizeFolder } from "../support/manifests/kustomize-folder.ts";
import { type LabelSelector, selects } from "../support/manifests/label-selector.ts";
import { type Manifest, nameOf } from "../support/manifests/manifest.ts";
import { portsOf } from "../support/manifests/pod.ts";
import { canRender, render } from "../support/manifests/render.ts";

/** The Servers of Linkerd's pages, and whose pods each must find. */
const servers: readonly {
  readonly page: string;
  readonly podSelector: LabelSelector;
  readonly port: string | number;
  readonly of: readonly string[];
}[] = [
  {
    page: "tasks/restricting-access",
    podSelector: { matchLabels: { app: "voting-svc" } },
    port: "grpc",
    of: ["voting"],
  },
  {
    page: "tasks/configuring-rate-limiting",
    podSelector: { matchLabels: { app: "web-svc" } },
    port: "http",
    of: ["web"],
  },
  {
    page: "reference/authorization-policy",
    podSelector: { matchLabels: { app: "emoji-svc" } },
    port: "grpc",
    of: ["emoji"],
  },
  {
    page: "reference/authorization-policy",
    podSelector: {
      matchExpressions: [
        { key: "app", operator: "In", values: ["voting-svc", "emoji-svc"] },
        { key: "environment", operator: "NotIn", values: ["dev"] },
      ],
    },
    port: 8080,
    of: ["emoji", "voting"],
  },
  {
    page: "emojivoto-policy.yml",
    podSelector: {
      matchExpressions: [{ key: "app", operator: "In", values: ["emoji-svc", "web-svc", "voting-svc"] }],
    },
    port: "prom",
    of: ["emoji", "voting", "web"],
  },
];

/** What pages call, forward or send spans to: `Service.namespace:port`. */
const addresses: readonly { readonly page: string; readonly calls: readonly string[] }[] = [
  { page: "getting-started", calls: ["web-svc.emojivoto:80"] },
  { page: "tasks/restricting-access", calls: ["voting-svc.emojivoto:8080"] },
  { page: "tasks/using-ingress", calls: ["web-svc.emojivoto:80", "web-svc.emojivoto:http"] },
  {
    page: "tasks/automatic-failover",
    calls: ["web-svc.emojivoto:80", "emoji-svc.emojivoto:8801", "voting-svc.emojivoto:8801"],
  },
  { page: "reference/cli/diagnostics", calls: ["emoji-svc.emojivoto:8080", "web-svc.emojivoto:80"] },
  {
    page: "tasks/distributed-tracing",
    calls: ["jaeger-collector.jaeger-system:4317", "jaeger-query.jaeger-system:16686"],
  },
];

/** The mesh identities that pages let in: `ServiceAccount.namespace`, and whose pods alone have it. */
const identities = [
  { page: "tasks/restricting-access", account: "web.emojivoto", of: "web" },
  { page: "tasks/distributed-tracing", account: "jaeger.jaeger-system", of: "jaeger" },
];

const namesOf = (found: readonly Manifest[]) => found.map(({ metadata }) => metadata.name).toSorted();

describe.skipIf(!canRender)("what Linkerd's pages ask of emojivoto (needs kubectl or kustomize on PATH)", () => {
  let manifests: readonly Manifest[] = [];
  beforeAll(async () => {
    manifests = await render(join(kustomizeFolder, "overlays/tracing"));
  });
  const deployments = (namespace: string) =>
    ofKind(manifests, "Deployment").filter(({ metadata }) => metadata.namespace === namespace);

  test.each(servers)("$page: its Server finds its pods, and port $port on each", ({ podSelector, port, of }) => {
    const pods = deployments("emojivoto").filter(({ spec }) =>
      selects(podSelector, spec.template.metadata.labels ?? {}),
    );
    const listening = pods.filter(({ spec }) =>
      portsOf(spec.template.spec).some(({ name, containerPort }) => [name, containerPort].includes(port)),
    );
    expect(namesOf(pods)).toEqual(of);
    expect(namesOf(listening)).toEqual(of);
  });

  test.each(addresses)("$page: the Services that it calls are there", ({ calls }) => {
    const offered = ofKind(manifests, "Service").flatMap(({ metadata, spec }) =>
      spec.ports.flatMap(({ name, port }) =>
        [name, port].map((each) => `${metadata.name}.${metadata.namespace}:${each}`),
      ),
    );
    expect(offered).toEqual(expect.arrayContaining([...calls]));
  });

  test.each(identities)("$page: the identity $account is that of $of alone", ({ account, of }) => {
    const [name, namespace = ""] = account.split(".");
    const accounts = ofKind(manifests, "ServiceAccount").filter(({ metadata }) => metadata.namespace === namespace);
    expect(namesOf(accounts)).toContain(name);
    expect(
      namesOf(deployments(namespace).filter(({ spec }) => spec.template.spec.serviceAccountName === name)),
    ).toEqual([of]);
  });

  test("tasks/using-the-debug-container: a pod says nothing of the user of containers that Linkerd adds", () => {
    for (const deployment of deployments("emojivoto")) {
      const { securityContext } = deployment.spec.template.spec;
      expect(securityContext, nameOf(deployment)).not.toHaveProperty("runAsUser");
      expect(securityContext, nameOf(deployment)).not.toHaveProperty("runAsNonRoot");
    }
  });

  test("tasks/validating-your-traffic: one workload alone is found by the word voting", () => {
    expect(namesOf(deployments("emojivoto")).filter((name) => name.includes("voting"))).toEqual(["voting"]);
  });

  test("tasks/gitops and getting-started: the app is four Deployments of one pod, which no annotation keeps out", () => {
    expect(namesOf(deployments("emojivoto"))).toEqual(["emoji", "vote-bot", "voting", "web"]);
    for (const deployment of deployments("emojivoto")) {
      expect(deployment.spec.replicas ?? 1, nameOf(deployment)).toBe(1);
      expect(deployment.spec.template.metadata.annotations ?? {}, nameOf(deployment)).toEqual({});
    }
  });
});

test("kustomize/tutorials.md speaks of every page that is checked here", () => {
  const text = readFileSync(join(kustomizeFolder, "tutorials.md"), "utf8");
  const pages = [...servers, ...addresses, ...identities].map(({ page }) => page);
  expect(pages.filter((page) => !text.includes(page))).toEqual([]);
});

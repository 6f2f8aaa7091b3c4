import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readComposeFile } from "../support/compose/read-compose-file.ts";
import { ofKind } from "../support/manifests/kinds.ts";
import { kustomizeFolder } from "../support/manifests/kustomize-folder.ts";
import type { Manifest } from "../support/manifests/manifest.ts";
import { portsOf } from "../support/manifests/pod.ts";
import { parseQuantity } from "../support/manifests/parse-quantity.ts";
import { canRender, render } from "../support/manifests/render.ts";
import { ourContainers } from "./invariants/our-containers.ts";

/**
 * What Linkerd's tutorials know of emojivoto, from its manifests (v11). Not here: INDEX_BUNDLE, which names a file of
 * theirs, and vote-bot's ServiceAccount, which is `default` there.
 */
const upstream = [
  {
    deployment: "web",
    account: "web",
    container: "web-svc",
    labels: { app: "web-svc", version: "v11" },
    service: { "web-svc": { http: 80 } },
    ports: { http: 8080 },
    env: { WEB_PORT: "8080", EMOJISVC_HOST: "emoji-svc.emojivoto:8080", VOTINGSVC_HOST: "voting-svc.emojivoto:8080" },
  },
  {
    deployment: "emoji",
    account: "emoji",
    container: "emoji-svc",
    labels: { app: "emoji-svc", version: "v11" },
    service: { "emoji-svc": { grpc: 8080, prom: 8801 } },
    ports: { grpc: 8080, prom: 8801 },
    env: { GRPC_PORT: "8080", PROM_PORT: "8801" },
  },
  {
    deployment: "voting",
    account: "voting",
    container: "voting-svc",
    labels: { app: "voting-svc", version: "v11" },
    service: { "voting-svc": { grpc: 8080, prom: 8801 } },
    ports: { grpc: 8080, prom: 8801 },
    env: { GRPC_PORT: "8080", PROM_PORT: "8801" },
  },
  {
    deployment: "vote-bot",
    account: "vote-bot",
    container: "vote-bot",
    labels: { app: "vote-bot", version: "v11" },
    service: {},
    ports: {},
    env: { WEB_HOST: "web-svc.emojivoto:80" },
  },
];

describe.skipIf(!canRender)("the base (needs kubectl or kustomize on PATH)", () => {
  let base: readonly Manifest[] = [];
  beforeAll(async () => {
    base = await render(join(kustomizeFolder, "base"));
  });

  test.each(upstream)("$deployment has the names, labels, ports and variables of Go emojivoto", (theirs) => {
    const ours = ofKind(base, "Deployment").find(({ metadata }) => metadata.name === theirs.deployment)!;
    const { name } = ours.metadata;
    expect(ours.metadata).toMatchObject({
      namespace: "emojivoto",
      labels: {
        "app.kubernetes.io/name": name,
        "app.kubernetes.io/part-of": "emojivoto",
        "app.kubernetes.io/version": "v11",
      },
    });
    const { metadata, spec: pod } = ours.spec.template;
    expect(metadata.labels).toEqual(theirs.labels);
    // It cannot be changed, and an apply over Go emojivoto is an upgrade.
    expect(ours.spec.selector).toEqual({ matchLabels: theirs.labels });
    expect(pod.serviceAccountName).toBe(theirs.account);
    expect(pod.containers.map((container) => container.name)).toEqual([theirs.container]);
    expect(Object.fromEntries(portsOf(pod).map((port) => [port.name, port.containerPort]))).toMatchObject(theirs.ports);
    const [container] = ourContainers(base.filter((each) => each === ours || each.kind === "ConfigMap"));
    expect(container?.values).toMatchObject(theirs.env);
  });

  test("the Services are those of Go emojivoto, and lead to all pods of their name", () => {
    const services = ofKind(base, "Service").map(({ metadata, spec }) => [
      metadata.name,
      Object.fromEntries(spec.ports.map(({ name, port }) => [name, port])),
    ]);
    expect(Object.fromEntries(services)).toEqual(Object.assign({}, ...upstream.map(({ service }) => service)));
    for (const { metadata, spec } of ofKind(base, "Service")) expect(spec.selector).toEqual({ app: metadata.name });
  });

  test("a container has the ports that Compose has for it", () => {
    const { services } = readComposeFile("docker-compose.yml");
    for (const { metadata, spec } of ofKind(base, "Deployment")) {
      const published = services[metadata.name]!.ports!.map((port) => Number(port.split(":").at(-1)));
      const ports = portsOf(spec.template.spec).map(({ containerPort }) => containerPort);
      expect(new Set(ports), metadata.name).toEqual(new Set(published));
    }
  });

  test("all of it asks for at most a fifth of a processor and half a gibibyte", () => {
    const requests = ofKind(base, "Deployment").flatMap(({ spec: { replicas = 1, template } }) =>
      template.spec.containers.map(({ resources }) => ({ replicas, ...resources?.requests })),
    );
    const sum = (of: "cpu" | "memory") =>
      requests.reduce((total, { replicas, [of]: asked = "0" }) => total + replicas * parseQuantity(asked), 0);
    expect(sum("cpu")).toBeLessThanOrEqual(0.2);
    expect(sum("memory")).toBeLessThanOrEqual(512 * 1024 ** 2);
  });
});

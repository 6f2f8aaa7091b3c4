import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dashboardFolder } from "@emojivoto/grafana/dashboard-files.ts";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { ofKind } from "../support/manifests/kinds.ts";
import { kustomizeFolder } from "../support/manifests/kustomize-folder.ts";
import { parseManifests } from "../support/manifests/parse-manifests.ts";

const read = (path: string) => readFileSync(join(kustomizeFolder, path), "utf8");

type Kustomization = {
  readonly configMapGenerator: readonly { readonly name: string; readonly files: readonly string[] }[];
};

type ProjectedVolume = {
  readonly name: string;
  readonly projected?: { readonly sources: readonly { readonly configMap: { readonly name: string } }[] };
};

test("Grafana in Kubernetes has every dashboard", () => {
  const { configMapGenerator } = parse(read("observability/grafana/kustomization.yaml")) as Kustomization;
  const [grafana] = ofKind(parseManifests(read("components/observability/grafana.yaml")), "Deployment");
  const { volumes } = grafana!.spec.template.spec as { readonly volumes?: readonly ProjectedVolume[] };
  const sources = volumes?.find(({ name }) => name === "dashboards")?.projected?.sources ?? [];
  const mounted = new Set(sources.map(({ configMap }) => configMap.name));
  const files = configMapGenerator.filter(({ name }) => mounted.has(name)).flatMap(({ files: each }) => each);
  expect(new Set(files)).toEqual(new Set(readdirSync(dashboardFolder).map((name) => `dashboards/${name}`)));
});

type Targets = {
  readonly scrape_configs: readonly {
    readonly dns_sd_configs?: readonly { readonly names: readonly string[] }[];
    readonly static_configs?: readonly { readonly targets: readonly string[] }[];
  }[];
};

test("every port that Prometheus looks for in Kubernetes is a Service's", () => {
  const { scrape_configs: jobs } = parse(read("observability/prometheus/targets/kubernetes.yaml")) as Targets;
  const text = ["observability/metrics", "observability/loki", "tracing/jaeger"].map((file) =>
    read(`components/${file}.yaml`),
  );
  const services = ofKind(parseManifests(text.join("\n---\n")), "Service");
  const known = new Set(
    services.flatMap(({ metadata, spec }) =>
      spec.ports.flatMap(({ name, port }) => [
        `_${name}._tcp.${metadata.name}.${metadata.namespace}.svc`,
        `${metadata.name}.${metadata.namespace}:${port}`,
        // From its own namespace.
        `${metadata.name}:${port}`,
      ]),
    ),
  );
  const byDns = jobs.flatMap((job) => job.dns_sd_configs ?? []).flatMap(({ names }) => names);
  const fixed = jobs.flatMap((job) => job.static_configs ?? []).flatMap(({ targets }) => targets);
  expect([...byDns, ...fixed].filter((name) => !known.has(name))).toEqual(["localhost:9090"]);
});

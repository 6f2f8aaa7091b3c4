import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { downloadModule } from "./download-module.ts";
import { kubernetesSchemas } from "./kubernetes-schemas.ts";
import { type Crd, plainCrds } from "./plain-crds.ts";

const kubernetes = { module: "k8s.io/kubernetes@v1.36.3", sum: "h1:qDQdoMiluAE2Eab6Fa52YV+WjiGz9mZFFoagEA6cI+o=" };
const gatewayApi = {
  module: "sigs.k8s.io/gateway-api@v1.5.1",
  sum: "h1:RqVRIlkhLhUO8wOHKTLnTJA6o/1un4po4/6M1nRzdd0=",
  folder: "config/crd/standard",
};
const linkerdVersion = "edge-26.8.3";
const licence = "Apache-2.0";
const crdFolder = join(import.meta.dirname, "../crds");

const gatewayCrds = {
  "gatewayclasses.gateway.networking.k8s.io": "v1",
  "gateways.gateway.networking.k8s.io": "v1",
  "httproutes.gateway.networking.k8s.io": "v1",
  "grpcroutes.gateway.networking.k8s.io": "v1",
  "referencegrants.gateway.networking.k8s.io": "v1",
};
const linkerdCrds = {
  "servers.policy.linkerd.io": "v1beta3",
  "authorizationpolicies.policy.linkerd.io": "v1alpha1",
  "meshtlsauthentications.policy.linkerd.io": "v1alpha1",
  "networkauthentications.policy.linkerd.io": "v1alpha1",
  "httplocalratelimitpolicies.policy.linkerd.io": "v1alpha1",
  "egressnetworks.policy.linkerd.io": "v1alpha1",
};

function writeKubernetes(): void {
  const source = `${kubernetes.module} api/openapi-spec/v3`;
  const schemas = kubernetesSchemas(downloadModule(kubernetes.module, kubernetes.sum));
  const text = JSON.stringify({ source, licence, ...schemas }, null, 2);
  writeFileSync(join(import.meta.dirname, "kubernetes.json"), `${text}\n`);
}

function writeGatewayApi(): void {
  const folder = join(downloadModule(gatewayApi.module, gatewayApi.sum), gatewayApi.folder);
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
  writeCrds(
    "gateway-api.yaml",
    `${gatewayApi.module} ${gatewayApi.folder}`,
    plainCrds(texts.join("\n---\n"), gatewayCrds),
  );
}

function writeLinkerd(file: string): void {
  writeCrds("linkerd.yaml", `Linkerd ${linkerdVersion}`, plainCrds(readFileSync(file, "utf8"), linkerdCrds));
}

function writeCrds(name: string, source: string, crds: readonly Crd[]): void {
  const header = `# From ${source} (${licence}) by ../schemas/generate.ts, without descriptions.\n`;
  const documents = crds.map((crd) => stringify(crd, { lineWidth: 0, aliasDuplicateObjects: false }));
  writeFileSync(join(crdFolder, name), header + documents.join("---\n"));
}

writeKubernetes();
writeGatewayApi();
const linkerdFile = process.argv[2];
if (linkerdFile !== undefined) writeLinkerd(linkerdFile);
execFileSync("npx", ["oxfmt", import.meta.dirname, crdFolder], { stdio: "inherit" });

import { expect, test } from "vitest";
import { parseManifests } from "../support/manifests/parse-manifests.ts";
import { createValidator } from "../support/manifests/validator.ts";

const deployment = (container: string) => `
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web }
  spec:
    selector: {}
    template: { spec: { containers: [${container}] } }`;

const broken = [
  {
    what: "a misspelt field",
    yaml: deployment("{ name: web-svc, prots: [] }"),
    fault: "Deployment/web: spec.template.spec.containers.0: expected no `prots`, which is unknown there",
  },
  {
    what: "a value of another type, as YAML 1.1 reads it",
    yaml: deployment("{ name: web-svc, env: [{ name: LEGACY_API, value: off }] }"),
    fault: "Deployment/web: spec.template.spec.containers.0.env.0.value: must be string",
  },
  {
    what: "a missing field",
    yaml: "{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { template: {} } }",
    fault: "Deployment/web: spec: must have required property 'selector'",
  },
  {
    what: "a misspelt field of Linkerd's",
    yaml: `
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web-http }
      spec: { podSelector: { matchLabels: {} }, port: http, proxyProtokol: HTTP/1 }`,
    fault: "Server/web-http: spec: expected no `proxyProtokol`, which is unknown there",
  },
  {
    what: "a word that the Gateway API does not have",
    yaml: `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: web }
      spec: { rules: [{ matches: [{ path: { type: Prefix, value: / } }] }] }`,
    fault:
      "HTTPRoute/web: spec.rules.0.matches.0.path.type: " +
      "must be equal to one of the allowed values Exact, PathPrefix, RegularExpression",
  },
  {
    what: "a version that is not served",
    yaml: "{ apiVersion: policy/v1beta1, kind: PodDisruptionBudget, metadata: { name: web } }",
    fault:
      "PodDisruptionBudget/web: no schema of policy/v1beta1 PodDisruptionBudget: add its kind in manifests/schemas, " +
      "or write a version that is there",
  },
];

const validate = createValidator();

test.each(broken)("a manifest with $what is told", ({ yaml, fault }) => {
  expect(parseManifests(yaml).flatMap(validate)).toEqual([fault]);
});

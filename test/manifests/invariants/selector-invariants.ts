import { ofKind, workloadsOf } from "../../support/manifests/kinds.ts";
import { selects } from "../../support/manifests/label-selector.ts";
import { nameOf } from "../../support/manifests/manifest.ts";
import { selectedWorkloads } from "../../support/manifests/selected-workloads.ts";
import type { Invariants } from "./invariant.ts";

export const selectorInvariants: Invariants = {
  "a workload selects its own pods": {
    faultsOf: (manifests) =>
      workloadsOf(manifests)
        .filter(({ spec }) => spec.selector && !selects(spec.selector, spec.template.metadata.labels ?? {}))
        .map((workload) => `${nameOf(workload)}: its selector is not among the labels of its pods`),
    example: {
      broken: [
        `
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web-svc, version: v11 } }
          template: { metadata: { labels: { app: web-svc } } }`,
      ],
      faults: ["Deployment/web: its selector is not among the labels of its pods"],
    },
  },

  "no two workloads have pods that one selects for both": {
    faultsOf: (manifests) =>
      workloadsOf(manifests).flatMap((workload) =>
        selectedWorkloads(manifests, workload, workload.spec.selector)
          .filter((other) => nameOf(other) !== nameOf(workload))
          .map((other) => `${nameOf(workload)}: selects the pods of ${nameOf(other)} too`),
      ),
    example: {
      broken: [
        `
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web-svc } }
          template: { metadata: { labels: { app: web-svc } } }`,
        `
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web-2 }
        spec:
          selector: { matchLabels: { app: web-svc, version: v12 } }
          template: { metadata: { labels: { app: web-svc, version: v12 } } }`,
      ],
      faults: ["Deployment/web: selects the pods of Deployment/web-2 too"],
    },
  },

  "a Service that selects pods finds some": {
    faultsOf: (manifests) =>
      ofKind(manifests, "Service")
        .filter((service) => {
          const { selector } = service.spec;
          return selector && selectedWorkloads(manifests, service, { matchLabels: selector }).length === 0;
        })
        .map((service) => `${nameOf(service)}: selects no pod`),
    example: {
      broken: [`{ apiVersion: v1, kind: Service, metadata: { name: web-svc }, spec: { selector: { app: web } } }`],
      faults: ["Service/web-svc: selects no pod"],
    },
  },

  // Linkerd takes these for the name of the proxy's service, which is linkerd-proxy in the tutorials.
  "no pod has a label app.kubernetes.io/name or app.kubernetes.io/instance": {
    faultsOf: (manifests) =>
      workloadsOf(manifests).flatMap((workload) =>
        Object.keys(workload.spec.template.metadata.labels ?? {})
          .filter((label) => /^app\.kubernetes\.io\/(?:name|instance)$/.test(label))
          .map((label) => `${nameOf(workload)}: its pods have the label ${label}`),
      ),
    example: {
      broken: [
        `
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, labels: { app.kubernetes.io/name: web } }
        spec: { template: { metadata: { labels: { app.kubernetes.io/instance: web } } } }`,
      ],
      faults: ["Deployment/web: its pods have the label app.kubernetes.io/instance"],
    },
  },
};

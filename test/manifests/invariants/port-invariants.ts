import { ofKind, workloadsOf } from "../../support/manifests/kinds.ts";
import { nameOf } from "../../support/manifests/manifest.ts";
import { portsOf } from "../../support/manifests/pod.ts";
import { selectedWorkloads } from "../../support/manifests/selected-workloads.ts";
import type { Invariants } from "./invariant.ts";

/** Of Linkerd's proxy, which is in a pod only when it is there: its metrics. */
const portOfProxy = "linkerd-admin";

export const portInvariants: Invariants = {
  "every port has a name": {
    faultsOf: (manifests) => [
      ...ofKind(manifests, "Service").flatMap((service) =>
        service.spec.ports.filter(({ name }) => !name).map(({ port }) => `${nameOf(service)}: port ${port}`),
      ),
      ...workloadsOf(manifests).flatMap((workload) =>
        portsOf(workload.spec.template.spec)
          .filter(({ name }) => !name)
          .map(({ containerPort }) => `${nameOf(workload)}: port ${containerPort}`),
      ),
    ],
    example: {
      broken: [
        `{ apiVersion: v1, kind: Service, metadata: { name: web-svc }, spec: { ports: [{ port: 80 }] } }`,
        `
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec: { template: { spec: { containers: [{ ports: [{ containerPort: 8080 }] }] } } }`,
      ],
      faults: ["Service/web-svc: port 80", "Deployment/web: port 8080"],
    },
  },

  "a Service's port leads to a port that each of its pods names": {
    faultsOf: (manifests) =>
      ofKind(manifests, "Service").flatMap((service) =>
        selectedWorkloads(manifests, service, service.spec.selector && { matchLabels: service.spec.selector }).flatMap(
          (workload) => {
            const names = new Set([...portsOf(workload.spec.template.spec).map(({ name }) => name), portOfProxy]);
            return service.spec.ports
              .filter(({ targetPort }) => !names.has(String(targetPort)))
              .map(({ targetPort }) => `${nameOf(service)}: ${nameOf(workload)} has no port named ${targetPort}`);
          },
        ),
      ),
    example: {
      broken: [
        `
        apiVersion: v1
        kind: Service
        metadata: { name: web-svc }
        spec: { selector: { app: web-svc }, ports: [{ name: http, port: 80, targetPort: 8080 }] }`,
        `
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            metadata: { labels: { app: web-svc } }
            spec: { containers: [{ ports: [{ name: http, containerPort: 8080 }] }] }`,
      ],
      faults: ["Service/web-svc: Deployment/web has no port named 8080"],
    },
  },

  "a probe asks a port that its container names": {
    faultsOf: (manifests) =>
      workloadsOf(manifests).flatMap((workload) =>
        workload.spec.template.spec.containers.flatMap((container) => {
          const names = new Set((container.ports ?? []).map(({ name }) => name));
          const { startupProbe, readinessProbe, livenessProbe } = container;
          return [startupProbe, readinessProbe, livenessProbe]
            .flatMap((probe) => probe?.httpGet?.port ?? [])
            .filter((port) => !names.has(String(port)))
            .map((port) => `${nameOf(workload)} ${container.name}: a probe asks ${port}`);
        }),
      ),
    example: {
      broken: [
        `
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            spec:
              containers:
                - name: web-svc
                  ports: [{ name: prom, containerPort: 8801 }]
                  livenessProbe: { httpGet: { port: admin } }`,
      ],
      faults: ["Deployment/web web-svc: a probe asks admin"],
    },
  },

  // Linkerd then takes the port for opaque: no spans of its proxies, no routes, no balancing of calls.
  "appProtocol is never grpc": {
    faultsOf: (manifests) =>
      ofKind(manifests, "Service").flatMap((service) =>
        service.spec.ports
          .filter(({ appProtocol }) => appProtocol === "grpc")
          .map(({ port }) => `${nameOf(service)}: port ${port}; kubernetes.io/h2c is what it means`),
      ),
    example: {
      broken: [
        `
        apiVersion: v1
        kind: Service
        metadata: { name: emoji-svc }
        spec: { ports: [{ name: grpc, port: 8080, appProtocol: grpc }] }`,
      ],
      faults: ["Service/emoji-svc: port 8080; kubernetes.io/h2c is what it means"],
    },
  },
};

import { ofKind, workloadsOf } from "../../support/manifests/kinds.ts";
import { type Manifest, nameOf } from "../../support/manifests/manifest.ts";
import { type Container, containersOf, type PodSpec } from "../../support/manifests/pod.ts";
import type { Invariants } from "./invariant.ts";

/** A rule and what meets it, of a container and the pod that it is in. */
type Rule = readonly [rule: string, isMet: (container: Container, pod: PodSpec) => boolean];

/** Kubernetes' level `restricted`. Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
const restricted: readonly Rule[] = [
  ["runs as a user that is not root", (container, pod) => settingOf(container, pod, "runAsNonRoot") === true],
  ["is of a user other than 0", (container, pod) => settingOf(container, pod, "runAsUser") !== 0],
  ["has a seccomp profile", (container, pod) => settingOf(container, pod, "seccompProfile")?.type === "RuntimeDefault"],
  ["gains no privileges", ({ securityContext: own }) => own?.allowPrivilegeEscalation === false && !own.privileged],
  ["drops all capabilities", ({ securityContext: own }) => own?.capabilities?.drop?.includes("ALL") === true],
  [
    "adds no capability",
    ({ securityContext: own }) => (own?.capabilities?.add ?? []).every((each) => each === "NET_BIND_SERVICE"),
  ],
  ["takes no port of the node", ({ ports = [] }) => ports.every(({ hostPort }) => hostPort === undefined)],
  ["shares nothing of the node", (_container, pod) => !pod.hostNetwork && !pod.hostPID && !pod.hostIPC],
  ["mounts nothing of the node", (_container, { volumes = [] }) => volumes.every((volume) => !("hostPath" in volume))],
];

/** What restricted leaves open. */
const frugal: readonly Rule[] = [
  ["has a root file system for reading", ({ securityContext: own }) => own?.readOnlyRootFilesystem === true],
  [
    "asks for a processor and memory, and has limits of both",
    ({ resources: { requests = {}, limits = {} } = {} }) =>
      [requests.cpu, requests.memory, limits.cpu, limits.memory].every((each) => each !== undefined),
  ],
];

export const podSecurityInvariants: Invariants = {
  "every container is restricted": {
    faultsOf: (manifests) => brokenRules(manifests, restricted),
    example: {
      broken: [
        `
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            spec:
              securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
              volumes: [{ name: a, hostPath: { path: / } }]
              initContainers:
                - name: init
                  securityContext: { runAsUser: 0, privileged: true, allowPrivilegeEscalation: false }
              containers:
                - name: web-svc
                  ports: [{ hostPort: 80 }]
                  securityContext:
                    runAsNonRoot: false
                    seccompProfile: { type: Unconfined }
                    allowPrivilegeEscalation: false
                    capabilities: { drop: [ALL], add: [NET_ADMIN] }`,
        `
        kind: Job
        metadata: { name: load }
        spec:
          template:
            spec:
              hostPID: true
              containers:
                - name: vote-bot
                  securityContext:
                    runAsNonRoot: true
                    seccompProfile: { type: RuntimeDefault }
                    allowPrivilegeEscalation: false
                    capabilities: { drop: [ALL] }`,
      ],
      faults: [
        "Deployment/web init: expected that it is of a user other than 0",
        "Deployment/web init: expected that it gains no privileges",
        "Deployment/web init: expected that it drops all capabilities",
        "Deployment/web init: expected that it mounts nothing of the node",
        "Deployment/web web-svc: expected that it runs as a user that is not root",
        "Deployment/web web-svc: expected that it has a seccomp profile",
        "Deployment/web web-svc: expected that it adds no capability",
        "Deployment/web web-svc: expected that it takes no port of the node",
        "Deployment/web web-svc: expected that it mounts nothing of the node",
        "Job/load vote-bot: expected that it shares nothing of the node",
      ],
    },
  },

  "every container writes to no root file system, and takes its share alone": {
    faultsOf: (manifests) => brokenRules(manifests, frugal),
    example: {
      broken: [
        `
        kind: Deployment
        metadata: { name: web }
        spec: { template: { spec: { containers: [{ name: web-svc, resources: { limits: { cpu: 1, memory: 1Gi } } }] } } }`,
      ],
      faults: [
        "Deployment/web web-svc: expected that it has a root file system for reading",
        "Deployment/web web-svc: expected that it asks for a processor and memory, and has limits of both",
      ],
    },
  },

  "what runs for ever is asked whether it is ready, and whether it is alive": {
    faultsOf: (manifests) =>
      ofKind(manifests, "Deployment", "DaemonSet", "StatefulSet").flatMap((workload) =>
        workload.spec.template.spec.containers
          .filter(({ readinessProbe, livenessProbe }) => !readinessProbe || !livenessProbe)
          .map(({ name }) => `${nameOf(workload)} ${name}: has no readinessProbe or no livenessProbe`),
      ),
    example: {
      broken: [
        `
        kind: DaemonSet
        metadata: { name: web }
        spec: { template: { spec: { containers: [{ name: web-svc, readinessProbe: {} }] } } }`,
      ],
      faults: ["DaemonSet/web web-svc: has no readinessProbe or no livenessProbe"],
    },
  },

  "a pod has a token of the API server only where a role is bound to its ServiceAccount": {
    faultsOf: (manifests) => {
      const subjects = ofKind(manifests, "RoleBinding", "ClusterRoleBinding").flatMap(
        (binding) => binding.subjects ?? [],
      );
      const bound = new Set(subjects.map(({ namespace, name }) => `${namespace}/${name}`));
      return workloadsOf(manifests)
        .filter(({ spec }) => spec.template.spec.automountServiceAccountToken !== false)
        .filter(({ metadata, spec }) => !bound.has(`${metadata.namespace}/${spec.template.spec.serviceAccountName}`))
        .map((workload) => `${nameOf(workload)}: expected automountServiceAccountToken: false`);
    },
    example: {
      broken: [
        `
        kind: Deployment
        metadata: { name: prometheus, namespace: a }
        spec: { template: { spec: { serviceAccountName: prometheus } } }`,
        `
        kind: Deployment
        metadata: { name: web, namespace: a }
        spec: { template: { spec: { serviceAccountName: web } } }`,
        `{ kind: ClusterRoleBinding, subjects: [{ kind: ServiceAccount, namespace: a, name: prometheus }] }`,
      ],
      faults: ["Deployment/web: expected automountServiceAccountToken: false"],
    },
  },
};

function brokenRules(manifests: readonly Manifest[], rules: readonly Rule[]): string[] {
  return workloadsOf(manifests).flatMap((workload) => {
    const pod = workload.spec.template.spec;
    return containersOf(pod).flatMap((container) =>
      rules
        .filter(([, isMet]) => !isMet(container, pod))
        .map(([rule]) => `${nameOf(workload)} ${container.name}: expected that it ${rule}`),
    );
  });
}

/** A container's own setting, or else its pod's. */
function settingOf<K extends "runAsNonRoot" | "runAsUser" | "seccompProfile">(
  { securityContext: own = {} }: Container,
  { securityContext: shared = {} }: PodSpec,
  key: K,
) {
  return own[key] ?? shared[key];
}

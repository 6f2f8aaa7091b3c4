import { ofKind, workloadsOf } from "../../support/manifests/kinds.ts";
import { isBeside, type Manifest, nameOf } from "../../support/manifests/manifest.ts";
import { selectedWorkloads } from "../../support/manifests/selected-workloads.ts";
import type { Invariants } from "./invariant.ts";
import { podNeeds } from "./pod-needs.ts";

type KeysOfObject = readonly [object: string, keys: readonly string[]];

/** What `npm run -s keys` makes, as no Secret is in a repository, and its keys. */
const madeByHand: KeysOfObject = [
  "Secret/emojivoto-keys",
  ["jwt-private.pem", "jwt-public.pem", "apps.json", "app-key", "app-secret"],
];

const clusterWide = /^(?:Namespace|ClusterRole|ClusterRoleBinding|PersistentVolume|GatewayClass|IngressClass)$/;

export const referenceInvariants: Invariants = {
  "every namespaced manifest has a namespace, and one that is there": {
    faultsOf: (manifests) => {
      const there = new Set(ofKind(manifests, "Namespace").map(({ metadata }) => metadata.name));
      return manifests
        .filter(({ kind, metadata }) => !clusterWide.test(kind) && !there.has(metadata.namespace!))
        .map((manifest) => `${nameOf(manifest)}: namespace ${manifest.metadata.namespace ?? "(none)"} is not there`);
    },
    example: {
      broken: [
        `{ apiVersion: v1, kind: Namespace, metadata: { name: emojivoto } }`,
        `{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }`,
        `{ apiVersion: v1, kind: ConfigMap, metadata: { name: b, namespace: emojivotto } }`,
      ],
      faults: ["ConfigMap/a: namespace (none) is not there", "ConfigMap/b: namespace emojivotto is not there"],
    },
  },

  "every ConfigMap, Secret and volume claim that a pod needs is there, with its keys": {
    faultsOf: (manifests) =>
      workloadsOf(manifests).flatMap((workload) => {
        const there = keysOf(manifests.filter((each) => isBeside(each, workload)));
        return podNeeds(workload.spec.template.spec).flatMap(({ object, keys }) => {
          const found = there.get(object);
          if (found === undefined) return [`${nameOf(workload)}: ${object} is not there`];
          const missing = keys.filter((key) => !found.includes(key));
          return missing.map((key) => `${nameOf(workload)}: ${object} has no ${key}`);
        });
      }),
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
                  env:
                    - { name: A, valueFrom: { configMapKeyRef: { name: addresses, key: WEB } } }
                    - { name: B, valueFrom: { secretKeyRef: { name: token, key: a } } }
              volumes:
                - name: keys
                  secret: { secretName: emojivoto-keys, items: [{ key: apps.json }, { key: jwt-publik.pem }] }
                - { name: votes, persistentVolumeClaim: { claimName: votes } }`,
        `{ apiVersion: v1, kind: ConfigMap, metadata: { name: addresses }, data: { WEB_HOST: web } }`,
      ],
      faults: [
        "Deployment/web: Secret/emojivoto-keys has no jwt-publik.pem",
        "Deployment/web: PersistentVolumeClaim/votes is not there",
        "Deployment/web: ConfigMap/addresses has no WEB",
        "Deployment/web: Secret/token is not there",
      ],
    },
  },

  "every pod runs as a ServiceAccount that is named and there": {
    faultsOf: (manifests) =>
      workloadsOf(manifests).flatMap((workload) => {
        const name = workload.spec.template.spec.serviceAccountName ?? "(none)";
        const accounts = ofKind(manifests, "ServiceAccount").filter((each) => isBeside(each, workload));
        const isThere = accounts.some(({ metadata }) => metadata.name === name);
        return isThere ? [] : [`${nameOf(workload)}: ServiceAccount ${name} is not there`];
      }),
    example: {
      broken: [
        `
        apiVersion: batch/v1
        kind: Job
        metadata: { name: load, namespace: emojivoto }
        spec: { template: { spec: { serviceAccountName: vote-bot } } }`,
        `{ apiVersion: v1, kind: ServiceAccount, metadata: { name: vote-bot, namespace: other } }`,
      ],
      faults: ["Job/load: ServiceAccount vote-bot is not there"],
    },
  },

  "what an autoscaler scales is there, and what a disruption budget guards": {
    faultsOf: (manifests) => [
      ...ofKind(manifests, "HorizontalPodAutoscaler").flatMap((scaler) => {
        const { kind, name } = scaler.spec.scaleTargetRef;
        const target = `${kind}/${name}`;
        const isThere = manifests.some((each) => nameOf(each) === target && isBeside(each, scaler));
        return isThere ? [] : [`${nameOf(scaler)}: ${target} is not there`];
      }),
      ...ofKind(manifests, "PodDisruptionBudget")
        .filter((budget) => selectedWorkloads(manifests, budget, budget.spec.selector).length === 0)
        .map((budget) => `${nameOf(budget)}: selects no pod`),
    ],
    example: {
      broken: [
        `
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web }
        spec: { scaleTargetRef: { kind: Deployment, name: web } }`,
        `
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: emoji }
        spec: { selector: { matchLabels: { app: emoji } } }`,
      ],
      faults: ["HorizontalPodAutoscaler/web: Deployment/web is not there", "PodDisruptionBudget/emoji: selects no pod"],
    },
  },
};

/** The keys of all that a pod can refer to, by Kind/name. */
function keysOf(manifests: readonly Manifest[]): Map<string, readonly string[]> {
  const maps = ofKind(manifests, "ConfigMap").map((map): KeysOfObject => [nameOf(map), Object.keys(map.data ?? {})]);
  const others = manifests.map((each): KeysOfObject => [nameOf(each), []]);
  return new Map([madeByHand, ...others, ...maps]);
}

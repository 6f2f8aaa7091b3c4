import { ofKind } from "../../support/manifests/kinds.ts";
import { type Manifest, nameOf } from "../../support/manifests/manifest.ts";
import { portsOf } from "../../support/manifests/pod.ts";
import { selectedWorkloads } from "../../support/manifests/selected-workloads.ts";
import type { Invariants } from "./invariant.ts";

/** What a manifest refers to, by kind, name and namespace (its own unless told). */
type Mention = {
  readonly by: Manifest;
  readonly of: { readonly kind: string; readonly name: string; readonly namespace?: string };
};

export const policyInvariants: Invariants = {
  "a policy, a role and a rate limit name what is there": {
    faultsOf: (manifests) =>
      mentionsIn(manifests)
        .filter(({ by, of: { kind, name, namespace = by.metadata.namespace } }) => {
          const isIt = ({ kind: each, metadata }: Manifest) =>
            each === kind && metadata.name === name && (kind === "Namespace" || metadata.namespace === namespace);
          return !manifests.some(isIt);
        })
        .map(({ by, of: { kind, name } }) => `${nameOf(by)}: ${kind}/${name} is not there`),
    example: {
      broken: [
        `
        kind: MeshTLSAuthentication
        metadata: { name: web, namespace: emojivoto }
        spec: { identityRefs: [{ kind: ServiceAccount, name: web }] }`,
        `{ kind: ServiceAccount, metadata: { name: web, namespace: other } }`,
        `
        kind: AuthorizationPolicy
        metadata: { name: emoji-from-web, namespace: emojivoto }
        spec:
          targetRef: { group: policy.linkerd.io, kind: Server, name: emoji-grpc }
          requiredAuthenticationRefs: [{ kind: MeshTLSAuthentication, name: web }]`,
        `{ kind: RoleBinding, metadata: { name: a, namespace: emojivoto }, subjects: [{ kind: ServiceAccount, name: b }] }`,
      ],
      faults: [
        "MeshTLSAuthentication/web: ServiceAccount/web is not there",
        "AuthorizationPolicy/emoji-from-web: Server/emoji-grpc is not there",
        "RoleBinding/a: ServiceAccount/b is not there",
      ],
    },
  },

  "a Server is of pods that are there, each with the port": {
    faultsOf: (manifests) =>
      ofKind(manifests, "Server").flatMap((server) => {
        const { podSelector, port } = server.spec;
        const workloads = selectedWorkloads(manifests, server, podSelector);
        if (workloads.length === 0) return [`${nameOf(server)}: selects no pod`];
        return workloads
          .filter(
            ({ spec }) =>
              !portsOf(spec.template.spec).some(({ name, containerPort }) => port === name || port === containerPort),
          )
          .map((workload) => `${nameOf(server)}: ${nameOf(workload)} has no port ${port}`);
      }),
    example: {
      broken: [
        `{ kind: Server, metadata: { name: web-http }, spec: { podSelector: { matchLabels: { app: web } }, port: http } }`,
        `
        kind: Server
        metadata: { name: prom }
        spec: { podSelector: { matchExpressions: [{ key: app, operator: In, values: [emoji-svc] }] }, port: prom }`,
        `
        kind: Deployment
        metadata: { name: emoji }
        spec:
          template:
            metadata: { labels: { app: emoji-svc } }
            spec: { containers: [{ ports: [{ name: grpc, containerPort: 8080 }] }] }`,
      ],
      faults: ["Server/web-http: selects no pod", "Server/prom: Deployment/emoji has no port prom"],
    },
  },

  "nobody's own rate limit is above that of all": {
    faultsOf: (manifests) =>
      ofKind(manifests, "HTTPLocalRateLimitPolicy").flatMap((policy) => {
        const { total, identity, overrides = [] } = policy.spec;
        return [...(identity ? [identity] : []), ...overrides]
          .filter(({ requestsPerSecond }) => total !== undefined && requestsPerSecond > total.requestsPerSecond)
          .map(({ requestsPerSecond }) => `${nameOf(policy)}: ${requestsPerSecond}/s of ${total!.requestsPerSecond}/s`);
      }),
    example: {
      broken: [
        `
        kind: HTTPLocalRateLimitPolicy
        metadata: { name: web }
        spec: { total: { requestsPerSecond: 100 }, overrides: [{ requestsPerSecond: 200, clientRefs: [] }] }`,
      ],
      faults: ["HTTPLocalRateLimitPolicy/web: 200/s of 100/s"],
    },
  },
};

function mentionsIn(manifests: readonly Manifest[]): Mention[] {
  const mentions = (by: Manifest, refs: readonly Mention["of"][]) => refs.map((of) => ({ by, of }));
  return [
    ...ofKind(manifests, "MeshTLSAuthentication").flatMap((by) => mentions(by, by.spec.identityRefs ?? [])),
    ...ofKind(manifests, "AuthorizationPolicy").flatMap((by) =>
      mentions(by, [by.spec.targetRef, ...by.spec.requiredAuthenticationRefs]),
    ),
    ...ofKind(manifests, "HTTPLocalRateLimitPolicy").flatMap((by) =>
      mentions(by, [by.spec.targetRef, ...(by.spec.overrides ?? []).flatMap(({ clientRefs }) => clientRefs)]),
    ),
    ...ofKind(manifests, "RoleBinding", "ClusterRoleBinding").flatMap((by) =>
      mentions(
        by,
        (by.subjects ?? []).filter(({ kind }) => kind === "ServiceAccount"),
      ),
    ),
  ];
}

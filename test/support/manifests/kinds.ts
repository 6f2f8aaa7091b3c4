import type { LabelSelector } from "./label-selector.ts";
import type { Labels, Manifest } from "./manifest.ts";
import type { PodTemplate } from "./pod.ts";

type Reference = {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
};

export type Workload = Manifest & {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector; readonly template: PodTemplate };
};

export type Service = Manifest & {
  readonly spec: {
    readonly selector?: Labels;
    readonly ports: readonly {
      readonly name?: string;
      readonly port: number;
      readonly targetPort?: number | string;
      readonly appProtocol?: string;
    }[];
  };
};

export type RouteMatch = {
  readonly path?: { readonly type?: string; readonly value?: string };
  readonly method?: string | { readonly type?: string; readonly service?: string; readonly method?: string };
  readonly headers?: readonly unknown[];
  readonly queryParams?: readonly unknown[];
};

/** A parent is a Gateway unless told, and a backend a Service. */
export type RouteReference = Omit<Reference, "kind"> & { readonly kind?: string; readonly port?: number };

export type Route = Manifest & {
  readonly spec: {
    readonly parentRefs: readonly RouteReference[];
    readonly rules: readonly {
      readonly matches?: readonly RouteMatch[];
      readonly backendRefs?: readonly RouteReference[];
    }[];
  };
};

type Binding = Manifest & { readonly subjects?: readonly Reference[] };

/** What tests look at in a manifest, by its kind. */
export type Kinds = {
  Deployment: Workload;
  DaemonSet: Workload;
  StatefulSet: Workload;
  Job: Workload;
  Service: Service;
  ConfigMap: Manifest & { readonly data?: Readonly<Record<string, string>> };
  Secret: Manifest;
  PersistentVolumeClaim: Manifest;
  ServiceAccount: Manifest;
  Namespace: Manifest;
  RoleBinding: Binding;
  ClusterRoleBinding: Binding;
  HorizontalPodAutoscaler: Manifest & { readonly spec: { readonly scaleTargetRef: Reference } };
  PodDisruptionBudget: Manifest & { readonly spec: { readonly selector: LabelSelector } };
  HTTPRoute: Route;
  GRPCRoute: Route;
  Server: Manifest & { readonly spec: { readonly podSelector: LabelSelector; readonly port: string | number } };
  MeshTLSAuthentication: Manifest & { readonly spec: { readonly identityRefs?: readonly Reference[] } };
  AuthorizationPolicy: Manifest & {
    readonly spec: { readonly targetRef: Reference; readonly requiredAuthenticationRefs: readonly Reference[] };
  };
  HTTPLocalRateLimitPolicy: Manifest & {
    readonly spec: {
      readonly targetRef: Reference;
      readonly total?: { readonly requestsPerSecond: number };
      readonly identity?: { readonly requestsPerSecond: number };
      readonly overrides?: readonly {
        readonly requestsPerSecond: number;
        readonly clientRefs: readonly Reference[];
      }[];
    };
  };
};

/** The manifests of these kinds. Schemas have been asked before whether they look like that. */
export function ofKind<K extends keyof Kinds>(manifests: readonly Manifest[], ...kinds: readonly K[]): Kinds[K][] {
  return manifests.filter(({ kind }) => (kinds as readonly string[]).includes(kind)) as Kinds[K][];
}

/** All that make pods. */
export function workloadsOf(manifests: readonly Manifest[]): Workload[] {
  return ofKind(manifests, "Deployment", "DaemonSet", "StatefulSet", "Job");
}

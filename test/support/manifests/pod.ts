import type { Labels } from "./manifest.ts";

/** A pod's template, as far as tests look at it. */
export type PodTemplate = {
  readonly metadata: { readonly labels?: Labels; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
};

export type PodSpec = {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly securityContext?: SecurityContext;
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly Volume[];
};

export type Container = {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly Variable[];
  readonly envFrom?: readonly { readonly configMapRef?: Reference; readonly secretRef?: Reference }[];
  readonly ports?: readonly Port[];
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly resources?: { readonly requests?: Quantities; readonly limits?: Quantities };
  readonly securityContext?: SecurityContext;
};

export type Variable = {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly configMapKeyRef?: KeyReference;
    readonly secretKeyRef?: KeyReference;
    readonly fieldRef?: { readonly fieldPath: string };
  };
};

export type SecurityContext = {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly seccompProfile?: { readonly type: string };
  readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
};

export type Volume = {
  readonly name: string;
  readonly configMap?: Reference & { readonly items?: readonly Item[] };
  readonly secret?: { readonly secretName: string; readonly items?: readonly Item[] };
  readonly persistentVolumeClaim?: { readonly claimName: string };
};

export type Port = { readonly name?: string; readonly containerPort: number; readonly hostPort?: number };
type Probe = { readonly httpGet?: { readonly port: string | number } };
type Item = { readonly key: string };
type Quantities = { readonly cpu?: string; readonly memory?: string };
type Reference = { readonly name: string };
type KeyReference = { readonly name: string; readonly key: string };

/** Those that end before the others start, and the others. */
export function containersOf({ initContainers = [], containers }: PodSpec): Container[] {
  return [...initContainers, ...containers];
}

/** The ports of all that stays in the pod. */
export function portsOf({ containers }: PodSpec): Port[] {
  return containers.flatMap(({ ports = [] }) => ports);
}

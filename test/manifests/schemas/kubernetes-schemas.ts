import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mapSchema, type Schema } from "./schema.ts";
import { strictSchema } from "./strict-schema.ts";

type Definitions = Readonly<Record<string, Schema>>;
type OpenApi = { readonly components: { readonly schemas: Definitions } };

/** What one JSON file holds: the schema of each kind, and all that these refer to. */
export type KubernetesSchemas = {
  /** The definition's name by apiVersion and kind, like `apps/v1 Deployment`. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly $defs: Definitions;
};

/** The kinds that manifests may have, by apiVersion. */
const kindsByVersion: Readonly<Record<string, readonly string[]>> = {
  v1: ["ConfigMap", "Namespace", "PersistentVolume", "PersistentVolumeClaim", "Secret", "Service", "ServiceAccount"],
  "apps/v1": ["DaemonSet", "Deployment", "StatefulSet"],
  "autoscaling/v2": ["HorizontalPodAutoscaler"],
  "batch/v1": ["Job"],
  "networking.k8s.io/v1": ["Ingress", "IngressClass", "NetworkPolicy"],
  "policy/v1": ["PodDisruptionBudget"],
  "rbac.authorization.k8s.io/v1": ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
};

/** Strict schemas of these kinds, from the folder of the module k8s.io/kubernetes. */
export function kubernetesSchemas(module: string): KubernetesSchemas {
  const kinds = Object.fromEntries(
    Object.entries(kindsByVersion).flatMap(([apiVersion, names]) =>
      names.map((kind) => [`${apiVersion} ${kind}`, definitionOf(apiVersion, kind)]),
    ),
  );
  const all: Definitions = Object.assign(
    {},
    ...Object.keys(kindsByVersion).map((apiVersion) => readDefinitions(module, apiVersion)),
  );
  const $defs: Record<string, Schema> = {};
  const take = (name: string) => {
    if (name in $defs) return;
    const isKind = Object.values(kinds).includes(name);
    $defs[name] = strictSchema(plainSchema(isKind ? manifestSchema(all[name]!) : all[name]!));
    for (const [, inner] of JSON.stringify($defs[name]).matchAll(/#\/\$defs\/([^"]+)/g)) take(inner!);
  };
  Object.values(kinds).forEach(take);
  return { kinds, $defs };
}

/** io.k8s.api.networking.v1.Ingress, of networking.k8s.io/v1. */
function definitionOf(apiVersion: string, kind: string): string {
  const [version, group = "core"] = apiVersion.split("/").toReversed();
  return `io.k8s.api.${group.split(".")[0]}.${version}.${kind}`;
}

function readDefinitions(module: string, apiVersion: string): Definitions {
  const name = apiVersion.includes("/") ? `apis__${apiVersion.replace("/", "__")}` : `api__${apiVersion}`;
  const text = readFileSync(join(module, "api/openapi-spec/v3", `${name}_openapi.json`), "utf8");
  return (JSON.parse(text) as OpenApi).components.schemas;
}

/** A manifest says what it is, and nothing of what the cluster makes of it. */
function manifestSchema(schema: Schema): Schema {
  const { status: _, ...properties } = schema.properties!;
  return { ...schema, properties, required: [...(schema.required ?? []), "apiVersion", "kind", "metadata"] };
}

/** Only what a value is checked by. */
function plainSchema(schema: Schema): Schema {
  const { $ref, type, properties, additionalProperties, items, required, oneOf } = mapSchema(schema, plainSchema);
  const ref = $ref ?? schema.allOf?.[0]?.$ref;
  if (ref !== undefined) return { $ref: ref.replace("#/components/schemas/", "#/$defs/") };
  return dropUndefined({ type, properties, additionalProperties, items, required, oneOf });
}

function dropUndefined(record: Readonly<Record<string, unknown>>): Schema {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

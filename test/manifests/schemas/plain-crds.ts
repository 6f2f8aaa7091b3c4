import { parseAllDocuments } from "yaml";
import type { Schema } from "./schema.ts";

/** A CustomResourceDefinition, as far as it is looked at here. */
export type Crd = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
};

/** The API server refuses a CRD of a group under k8s.io without it. */
const approval = "api-approved.kubernetes.io";

/**
 * The CRDs that `wanted` names, each with the version it says alone and without descriptions, from the YAML of a
 * release: small, and still to be applied.
 */
export function plainCrds(yaml: string, wanted: Readonly<Record<string, string>>): Crd[] {
  const crds = parseAllDocuments(yaml).map((document) => document.toJS() as Crd | null);
  return Object.entries(wanted).map(([name, versionName]) => {
    const crd = crds.find((each) => each?.metadata.name === name);
    const version = crd?.spec.versions.find((each) => each.name === versionName);
    if (!crd || !version) throw new Error(`expected a CRD ${name} with version ${versionName}, got none`);
    const { apiVersion, kind, spec, metadata } = crd;
    const approved = metadata.annotations?.[approval];
    return withoutDescriptions({
      apiVersion,
      kind,
      metadata: { name, ...(approved !== undefined && { annotations: { [approval]: approved } }) },
      spec: { ...spec, versions: [{ ...version, served: true, storage: true }] },
    });
  });
}

/** A property may be called description as well; it is an object then. */
function withoutDescriptions<T>(value: T): T {
  if (Array.isArray(value)) return value.map((each: unknown) => withoutDescriptions(each)) as T;
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key, child]) => key !== "description" || typeof child !== "string");
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutDescriptions<unknown>(child)])) as T;
}

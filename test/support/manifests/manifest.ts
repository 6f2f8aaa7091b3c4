/** A document of a rendered kustomization. */
export type Manifest = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
};

export type Metadata = {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Readonly<Record<string, string>>;
};

export type Labels = Readonly<Record<string, string>>;

/** Deployment/web, as faults name it. */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata.name}`;
}

/** Whether two manifests are of one namespace; those without one are of none. */
export function isBeside(one: Manifest, other: Manifest): boolean {
  return one.metadata.namespace === other.metadata.namespace;
}

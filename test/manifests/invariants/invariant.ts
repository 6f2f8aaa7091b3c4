import type { Manifest } from "../../support/manifests/manifest.ts";

/** Something that holds in all that one `kubectl apply -k` makes. */
export type Invariant = {
  /** What breaks it, each beginning with the name of the manifest at fault. */
  readonly faultsOf: (manifests: readonly Manifest[]) => string[];
  /** Manifests that break it, each as YAML, and what is then said of them. */
  readonly example: { readonly broken: readonly string[]; readonly faults: readonly string[] };
};

/** By what holds, as a sentence. */
export type Invariants = Readonly<Record<string, Invariant>>;

import { type Workload, workloadsOf } from "./kinds.ts";
import { type LabelSelector, selects } from "./label-selector.ts";
import { isBeside, type Manifest } from "./manifest.ts";

/** The workloads whose pods `by` selects, in its own namespace. */
export function selectedWorkloads(
  manifests: readonly Manifest[],
  by: Manifest,
  selector: LabelSelector | undefined,
): Workload[] {
  if (selector === undefined) return [];
  return workloadsOf(manifests).filter(
    (workload) => isBeside(workload, by) && selects(selector, workload.spec.template.metadata.labels ?? {}),
  );
}

import type { TraceSpan } from "../../jaeger/trace-span.ts";
import type { DoctorConfig } from "../doctor-variables.ts";
import type { Hop } from "./hop.ts";
import type { SentVisit } from "./sent-visit.ts";
import type { TraceTree } from "./trace-tree.ts";

/** All that was seen of the visit; the diagnoses look at nothing else. */
export type Evidence = {
  readonly visit: SentVisit;
  /** The visit's trace, and other traces that hold what should have been in it. */
  readonly tree: TraceTree;
  readonly hops: readonly Hop[];
  /** That the backend has ever had spans of. */
  readonly servicesKnown: readonly string[];
  /** Doctor's own: they came to the backend, were added here as nothing is exported, or were exported and lost. */
  readonly ownSpans: "exported" | "added" | "lost";
  readonly expectMesh: DoctorConfig["EXPECT_MESH"];
};

/** The spans of the visit's own trace. */
export function ownTrace({ tree, visit }: Evidence): TraceSpan[] {
  return tree.spans.filter(({ traceId }) => traceId === visit.traceId);
}

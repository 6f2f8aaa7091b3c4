/** What a trace's URL says beside its id. */
export type TraceQuery = {
  /** The span whose details are open; Jaeger's name for it. */
  readonly spanId: string | undefined;
  readonly isMeshShown: boolean;
  readonly tab: "waterfall" | "logs";
  readonly collapsed: ReadonlySet<string>;
};

/** Reads a trace's URL; the mesh's spans are shown unless it says `mesh=folded`. */
export function readTraceQuery(query: URLSearchParams): TraceQuery {
  return {
    spanId: query.get("uiFind") ?? undefined,
    isMeshShown: query.get("mesh") !== "folded",
    tab: query.get("tab") === "logs" ? "logs" : "waterfall",
    collapsed: new Set(query.get("collapsed")?.split(",").filter(Boolean)),
  };
}

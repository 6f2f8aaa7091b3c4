import { filterQuery, type TraceFilter } from "../model/trace-filter.ts";
import { EmptyState } from "./empty-state.tsx";

/** The empty list: nothing came yet, nothing matches, or the store did not answer. */
export function NoTraces({ filter, error }: { filter: TraceFilter; error: string | undefined }) {
  if (error !== undefined)
    return <EmptyState title="No answer">The list cannot be read: {error}. Trying again.</EmptyState>;
  if (filterQuery(filter) !== "") {
    return (
      <EmptyState title="No trace matches">
        {filter.traceId !== undefined && "The id may be mistyped, or the trace was evicted to make room. "}
        <a href="/">Take the filter away</a>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No traces yet">
      Send a request, such as <code>curl localhost:8080/api/list</code>, or point any OpenTelemetry program at{" "}
      <code>OTEL_EXPORTER_OTLP_ENDPOINT=localhost:4317</code>. Traces appear here as they come.
    </EmptyState>
  );
}

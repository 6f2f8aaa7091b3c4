import { CopyButton } from "./copy-button.tsx";
import { EmptyState } from "./empty-state.tsx";

/** Instead of a trace: while it loads nothing, and when there is none, why that may be. */
export function TraceMissing({ traceId, error }: { traceId: string; error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <EmptyState title="This trace is not here">
      The store said: {error}. It may not have arrived yet (mesh proxies deliver up to 10 s late), or it was evicted to
      make room. Looking again. <code class="trace-id">{traceId}</code> <CopyButton label="copy" text={() => traceId} />{" "}
      <a href="/">Live traces</a>
    </EmptyState>
  );
}

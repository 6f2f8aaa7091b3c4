import type { LogLine } from "../../traces/api.ts";
import { formatDuration } from "../model/format.ts";
import type { Span } from "../model/span.ts";
import { AttributeTable } from "./attribute-table.tsx";
import { CopyButton } from "./copy-button.tsx";
import { ErrorMark } from "./error-mark.tsx";
import { LogList } from "./log-list.tsx";
import { ServiceName } from "./service-name.tsx";

type SpanPanelProps = {
  span: Span;
  traceId: string;
  parent: Span | undefined;
  /** Where a proxy span's proxy stands. */
  workload: string | undefined;
  /** Of this span alone. */
  logs: readonly LogLine[];
  startTimeMs: number;
  onSelect: (spanId: string | undefined) => void;
};

/** All that is known of one span. */
export function SpanPanel({ span, traceId, parent, workload, logs, startTimeMs, onSelect }: SpanPanelProps) {
  return (
    <aside class="span-panel" aria-label="Span" tabIndex={0}>
      <div class="panel-title">
        <h2>{span.operation}</h2>
        <button type="button" class="quiet" aria-label="Close" onClick={() => onSelect(undefined)}>
          ✕
        </button>
      </div>
      <p class="panel-facts">
        <ServiceName name={span.service} />
        {span.proxy !== undefined && <span>{`⟠ ${span.proxy} at ${workload ?? "unknown"}`}</span>}
        {span.kind !== "" && <span>{span.kind}</span>}
        <b class="number">{formatDuration(span.durationMs)}</b>
        <span class="number">at {formatDuration(span.startTimeMs - startTimeMs)}</span>
        {span.error !== undefined && <ErrorMark status={span.error} />}
      </p>
      <p class="panel-actions">
        <CopyButton label="copy as JSON" text={() => JSON.stringify({ traceId, ...span }, undefined, 2)} />
        <CopyButton label="copy trace id" text={() => traceId} />
      </p>
      <p class="panel-facts">
        span <code>{span.spanId}</code>
        {parent !== undefined && (
          <button type="button" class="link" onClick={() => onSelect(parent.spanId)}>
            ↑ parent: {parent.operation}
          </button>
        )}
        {span.parentId === undefined && "the root"}
        {span.parentId !== undefined && parent === undefined && (
          <span class="is-bad">
            ⚠ parent <code>{span.parentId}</code> never came
          </span>
        )}
      </p>
      <AttributeTable title="Attributes" attributes={span.attributes} />
      {span.events.map((event) => (
        <AttributeTable
          key={`${event.timeMs} ${event.name}`}
          title={`Event ${event.name}, at ${formatDuration(event.timeMs - startTimeMs)}`}
          attributes={event.attributes}
        />
      ))}
      {span.links.length > 0 && (
        <section>
          <h3>Links</h3>
          {span.links.map((link) => (
            <a key={link.spanId} class="trace-id" href={`/trace/${link.traceId}?uiFind=${link.spanId}`}>
              {link.traceId}
            </a>
          ))}
        </section>
      )}
      {logs.length > 0 && (
        <section>
          <h3>Logs of this span</h3>
          <LogList logs={logs} startTimeMs={startTimeMs} />
        </section>
      )}
      <AttributeTable title="Resource" attributes={span.resource} />
    </aside>
  );
}

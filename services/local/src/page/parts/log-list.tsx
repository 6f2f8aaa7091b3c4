import type { LogLine } from "../../traces/api.ts";
import { formatDuration } from "../model/format.ts";
import { EmptyState } from "./empty-state.tsx";
import { ServiceName } from "./service-name.tsx";

type LogListProps = {
  logs: readonly LogLine[];
  /** Of the trace: lines are told from there. */
  startTimeMs: number;
  /** Opens a line's span. */
  onSpan?: (spanId: string) => void;
};

/** Log lines, oldest first. */
export function LogList({ logs, startTimeMs, onSpan }: LogListProps) {
  if (logs.length === 0) {
    return (
      <EmptyState title="No logs came with this trace">
        Services send theirs when <code>OTEL_LOGS_EXPORTER=otlp</code> says so.
      </EmptyState>
    );
  }
  return (
    <ol class="logs">
      {logs.map(({ timeMs, service, severity, body, spanId, attributes }, at) => (
        <li key={at}>
          <span class="number faint">{formatDuration(Math.max(0, timeMs - startTimeMs))}</span>
          <ServiceName name={service} />
          <span class={isBad(severity) ? "severity is-bad" : "severity"}>{severity}</span>
          <span class="log-text">
            {body}
            <code>{attributesText(attributes)}</code>
          </span>
          {spanId !== undefined && onSpan !== undefined && (
            <button type="button" class="link" onClick={() => onSpan(spanId)}>
              span
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

function isBad(severity: string): boolean {
  return /^(error|fatal)/i.test(severity);
}

function attributesText(attributes: LogLine["attributes"]): string {
  return Object.entries(attributes)
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("  ");
}

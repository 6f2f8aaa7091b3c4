import type { TraceSummary } from "../../traces/api.ts";
import { formatCount, formatDuration, formatTime } from "../model/format.ts";
import { serviceHue } from "../model/service-hue.ts";
import { servicePath } from "../model/service-path.ts";
import { ErrorMark } from "./error-mark.tsx";

/** Mesh proxies deliver up to 10 s late: what is not whole before is nothing to worry about. */
const lateMs = 15_000;

/** One trace in the list: a link to it. */
export function TraceRow({ trace, slowestMs }: { trace: TraceSummary; slowestMs: number }) {
  const { traceId, root, services, spans, proxySpans, orphans, roots } = trace;
  const isWhole = roots === 1 && orphans === 0;
  const first = root?.service ?? services[0]?.name ?? "";
  return (
    <li>
      <a class="trace-columns trace-row" href={`/trace/${traceId}`} data-item>
        <time class="number faint">{formatTime(trace.startTimeMs)}</time>
        <span class={root === undefined ? "operation faint" : "operation"}>
          {root?.operation ?? "root not here yet"}
        </span>
        <span class="path" title={servicePath(services.map(({ name }) => name))}>
          {servicePath(services.map(({ name }) => name))}
        </span>
        <span class="failed">{trace.errors > 0 && <ErrorMark status={trace.error ?? "ERROR"} />}</span>
        <span class="spans number right" title={proxySpans > 0 ? `${proxySpans} of them mesh proxies'` : undefined}>
          {!isWhole && (
            <span class={isLate(trace) ? "gap is-bad" : "gap"} title="spans are missing so far">
              ◌<span class="visually-hidden">not whole: </span>
            </span>
          )}
          {formatCount(spans, "span")}
        </span>
        <span class="length">
          <span class="bar-place" aria-hidden="true">
            <i
              class="bar"
              style={{ "--hue": serviceHue(first), width: `${barPercent(trace.durationMs, slowestMs)}%` }}
            />
          </span>
          <span class="number right">{formatDuration(trace.durationMs)}</span>
        </span>
      </a>
    </li>
  );
}

function isLate({ startTimeMs, durationMs }: TraceSummary): boolean {
  return Date.now() - startTimeMs - durationMs > lateMs;
}

/** One slow trace must not make all others' bars vanish. */
function barPercent(durationMs: number, slowestMs: number): number {
  return slowestMs === 0 ? 0 : Math.max(2, 100 * Math.sqrt(durationMs / slowestMs));
}

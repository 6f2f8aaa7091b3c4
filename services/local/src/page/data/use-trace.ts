import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import type { LogLine, LogsAnswer } from "../../traces/api.ts";
import type { JaegerAnswer } from "../model/jaeger-trace.ts";
import { readSpans } from "../model/read-spans.ts";
import type { Span } from "../model/span.ts";
import { useAnswer } from "./use-answer.ts";
import { LiveContext } from "./use-live.ts";

/** Mesh proxies deliver up to 10 s late: a trace younger than this may still grow. */
const growsForMs = 15_000;
const lookEveryMs = 1_000;

export type TraceData = {
  /** Undefined until the first answer. */
  readonly spans: readonly Span[] | undefined;
  readonly logs: readonly LogLine[];
  /** Whether more spans may come. */
  readonly isGrowing: boolean;
  readonly error: string | undefined;
};

/** One trace and its logs, looked at again while spans may still arrive and whenever the live feed names it. */
export function useTrace(traceId: string): TraceData {
  const { subscribe } = useContext(LiveContext);
  const [changes, setChanges] = useState(0);
  useEffect(
    () =>
      subscribe((traces) => {
        if (traces.some((trace) => trace.traceId === traceId)) setChanges((count) => count + 1);
      }),
    [traceId],
  );
  const again = (answer: JaegerAnswer) => (isYoung(answer) ? lookEveryMs : undefined);
  const { data, error } = useAnswer<JaegerAnswer>(`/api/traces/${traceId}`, again, changes);
  const found = data?.data?.[0];
  // A span never changes: only a new one makes the tree worth building again.
  const spans = useMemo(() => found && readSpans(found), [found?.spans.length]);
  const logs = useAnswer<LogsAnswer>(`/api/traces/${traceId}/logs`, () => undefined, spans?.length);
  return { spans, logs: logs.data?.logs ?? [], isGrowing: data !== undefined && isYoung(data), error };
}

function isYoung({ data }: JaegerAnswer): boolean {
  const endTimeUs = (data?.[0]?.spans ?? []).reduce((last, span) => Math.max(last, span.startTime + span.duration), 0);
  return Date.now() - endTimeUs / 1_000 < growsForMs;
}

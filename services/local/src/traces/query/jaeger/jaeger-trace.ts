import { InstrumentationScope } from "@emojivoto/proto/otlp/common";
import { Resource } from "@emojivoto/proto/otlp/resource";
import type { Span_Event } from "@emojivoto/proto/otlp/trace";
import type { StoredSpan } from "../../store/decode-trace.ts";
import type { Origin } from "../../store/origin.ts";
import { type Reference, spanReferences } from "./span-references.ts";
import { jaegerTraceId } from "./jaeger-trace-id.ts";
import { spanTags } from "./span-tags.ts";
import { endNsOf, spanWarnings } from "./span-warnings.ts";
import { sortTags, stringTag, type Tag, tagOf } from "./tag.ts";

type Log = { readonly timestamp: number; readonly fields: readonly Tag[] };
type Process = { readonly serviceName: string; readonly tags: readonly Tag[] };

type JaegerSpan = {
  readonly traceID: string;
  readonly spanID: string;
  readonly operationName: string;
  readonly references: readonly Reference[];
  /** Microseconds since 1970. */
  readonly startTime: number;
  /** Microseconds. */
  readonly duration: number;
  readonly tags: readonly Tag[];
  readonly logs: readonly Log[];
  readonly processID: string;
  readonly warnings: readonly string[] | null;
};

/** A trace as Jaeger's query API has it. Source: Jaeger 2.13, internal/uimodel. */
export type JaegerTrace = {
  readonly traceID: string;
  readonly spans: readonly JaegerSpan[];
  readonly processes: Readonly<Record<string, Process>>;
  readonly warnings: null;
};

/** Of a trace that has spans. */
export function jaegerTrace(traceId: string, spans: readonly StoredSpan[]): JaegerTrace {
  const traceID = jaegerTraceId(traceId);
  const byId = new Map(spans.map(({ span }) => [span.spanId.toString("hex"), span]));
  const scopeOf = memoize(({ scope }: Origin) => InstrumentationScope.decode(scope));
  const { processes, processIdOf } = createProcesses();
  const jaegerSpans = Array.from(byId, ([spanID, span], index): JaegerSpan => {
    // Ids are unique in the store: the two lists have the same order.
    const { origin } = spans[index]!;
    const references = spanReferences(span, traceID);
    const parentId = references.find((reference) => reference.traceID === traceID)?.spanID;
    return {
      traceID,
      spanID,
      operationName: span.name,
      references,
      startTime: microseconds(span.startTimeUnixNano),
      duration: microseconds(endNsOf(span) - span.startTimeUnixNano),
      tags: spanTags(span, scopeOf(origin)),
      logs: span.events.map(logOf),
      processID: processIdOf(origin),
      warnings: spanWarnings(span, parentId, parentId === undefined ? undefined : byId.get(parentId)),
    };
  });
  const inOrder = jaegerSpans.toSorted((a, b) => a.startTime - b.startTime);
  return { traceID, spans: inOrder, processes, warnings: null };
}

/** Numbers the processes of a trace; two that are described alike are one. */
function createProcesses() {
  const processes: Record<string, Process> = {};
  const ids = new Map<string, string>();
  const processIdOf = memoize((origin: Origin) => {
    const process = processOf(origin);
    const key = JSON.stringify(process);
    const id = ids.get(key) ?? `p${ids.size + 1}`;
    ids.set(key, id);
    processes[id] = process;
    return id;
  });
  return { processes, processIdOf };
}

function microseconds(ns: bigint): number {
  return Number(ns / 1_000n);
}

function logOf({ name, timeUnixNano, attributes }: Span_Event): Log {
  const isNamed = name !== "" && !attributes.some(({ key }) => key === "event");
  const fields = sortTags(attributes.map(tagOf));
  const named = fields.filter(({ key }) => key === "event");
  return {
    timestamp: microseconds(timeUnixNano),
    // The event's name comes first, whatever the others are called.
    fields: [...(isNamed ? [stringTag("event", name)] : named), ...fields.filter(({ key }) => key !== "event")],
  };
}

function processOf({ service, resource }: Origin): Process {
  const attributes = Resource.decode(resource).attributes.filter(({ key }) => key !== "service.name");
  return { serviceName: service, tags: sortTags(attributes.map(tagOf)) };
}

function memoize<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as V;
  };
}

import { Resource } from "@emojivoto/proto/otlp/resource";
import type { Span_Event } from "@emojivoto/proto/otlp/trace";
import type { StoredSpan } from "../../store/decode-trace.ts";
import type { Origin } from "../../store/origin.ts";
import { jaegerTraceId } from "./jaeger-trace-id.ts";
import { memoize } from "./memoize.ts";
import { type Reference, spanReferences } from "./span-references.ts";
import { createSpanTags } from "./span-tags.ts";
import { endNsOf, spanWarnings } from "./span-warnings.ts";
import { byKey, stringTag, tagOf } from "./tag.ts";

/**
 * Gives traces that have spans as Jaeger's query API has them, as JSON: what the traces of an answer have in common is
 * made into text once. Times are microseconds. Source: Jaeger 2.13, internal/uimodel.
 */
export function createTraceJson(): (traceId: string, spans: readonly StoredSpan[]) => string {
  const spanTags = createSpanTags();
  const processJson = memoize(processOf);
  const nameJson = memoize((name: string) => JSON.stringify(name));
  return (traceId, spans) => {
    const traceID = jaegerTraceId(traceId);
    const byId = new Map(spans.map(({ span }) => [span.spanId.toString("hex"), span]));
    const { processes, processIdOf } = createProcesses(processJson);
    const jaegerSpans = Array.from(byId, ([spanID, span], index) => {
      // Ids are unique in the store: the two lists have the same order.
      const { origin } = spans[index]!;
      const startTime = microseconds(span.startTimeUnixNano);
      const references = spanReferences(span, traceID);
      const parentId = references.find((reference) => reference.traceID === traceID)?.spanID;
      const warnings = spanWarnings(span, parentId, parentId === undefined ? undefined : byId.get(parentId));
      const json =
        `{"traceID":"${traceID}","spanID":"${spanID}","operationName":${nameJson(span.name)},` +
        `"references":[${references.map(referenceJson).join(",")}],"startTime":${startTime},` +
        `"duration":${microseconds(endNsOf(span) - span.startTimeUnixNano)},` +
        `"tags":${spanTags(span, origin)},"logs":[${span.events.map(logJson).join(",")}],` +
        `"processID":"${processIdOf(origin)}","warnings":${warnings === null ? "null" : JSON.stringify(warnings)}}`;
      return { startTime, json };
    });
    const inOrder = jaegerSpans.toSorted((a, b) => a.startTime - b.startTime).map(({ json }) => json);
    const itsProcesses = Array.from(processes, ([json, id]) => `"${id}":${json}`);
    return `{"traceID":"${traceID}","spans":[${inOrder.join(",")}],"processes":{${itsProcesses.join(",")}},"warnings":null}`;
  };
}

/** Nothing in it needs escaping. */
function referenceJson({ refType, traceID, spanID }: Reference): string {
  return `{"refType":"${refType}","traceID":"${traceID}","spanID":"${spanID}"}`;
}

/** Numbers the processes of a trace; two that are described alike are one. */
function createProcesses(processJson: (origin: Origin) => string) {
  const processes = new Map<string, string>();
  const processIdOf = (origin: Origin) => {
    const json = processJson(origin);
    const id = processes.get(json) ?? `p${processes.size + 1}`;
    processes.set(json, id);
    return id;
  };
  return { processes, processIdOf };
}

function microseconds(ns: bigint): number {
  return Number(ns / 1_000n);
}

function logJson({ name, timeUnixNano, attributes }: Span_Event): string {
  const isNamed = name !== "" && !attributes.some(({ key }) => key === "event");
  const fields = byKey(attributes.map(tagOf));
  const named = fields.filter(({ key }) => key === "event");
  return JSON.stringify({
    timestamp: microseconds(timeUnixNano),
    // The event's name comes first, whatever the others are called.
    fields: [...(isNamed ? [stringTag("event", name)] : named), ...fields.filter(({ key }) => key !== "event")],
  });
}

function processOf({ service, resource }: Origin): string {
  const attributes = Resource.decode(resource).attributes.filter(({ key }) => key !== "service.name");
  return JSON.stringify({ serviceName: service, tags: byKey(attributes.map(tagOf)) });
}

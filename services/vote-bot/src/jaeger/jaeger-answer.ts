import { z } from "zod";
import { toAttribute } from "./to-attribute.ts";

/** What Jaeger's query JSON says of a tag; its `type` adds nothing to the value's own. */
const tag = z.object({ key: z.string(), value: z.unknown().transform(toAttribute) });

const span = z.object({
  traceID: z.string(),
  spanID: z.string(),
  operationName: z.string(),
  references: z.array(z.object({ refType: z.string(), traceID: z.string(), spanID: z.string() })).nullish(),
  /** Microseconds since 1970. */
  startTime: z.number(),
  /** Microseconds. */
  duration: z.number(),
  tags: z.array(tag).nullish(),
  processID: z.string(),
});

const trace = z.object({
  traceID: z.string(),
  spans: z.array(span),
  processes: z.record(z.string(), z.object({ serviceName: z.string(), tags: z.array(tag).nullish() })),
});

export type JaegerTrace = z.output<typeof trace>;

/** Of /api/services. */
export const servicesAnswer = z.object({ data: z.array(z.string()).nullable() });

/** Of /api/traces and /api/traces/{id}. */
export const tracesAnswer = z.object({ data: z.array(trace).nullable() });

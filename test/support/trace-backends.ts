import { jaegerProgram, startJaeger, type TraceBackend } from "./start-jaeger.ts";
import { startTraceStore } from "./start-trace-store.ts";

type NamedBackend = {
  readonly name: string;
  readonly isMissing: boolean;
  start(): Promise<TraceBackend>;
};

/** Where traces can be read: what holds for one must hold for the other. */
export const traceBackends: readonly NamedBackend[] = [
  { name: "the local trace store", isMissing: false, start: () => startTraceStore() },
  {
    name: "a real Jaeger (its program in JAEGER_BIN)",
    isMissing: jaegerProgram === undefined,
    start: () => startJaeger(jaegerProgram!),
  },
];

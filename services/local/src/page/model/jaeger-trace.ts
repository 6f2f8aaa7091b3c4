/** A trace as Jaeger's query API answers it; times in microseconds. */
export type JaegerTrace = {
  readonly traceID: string;
  readonly spans: readonly JaegerSpan[];
  readonly processes: Readonly<Record<string, JaegerProcess>>;
};

export type JaegerTag = { readonly key: string; readonly type?: string; readonly value: unknown };

export type JaegerProcess = { readonly serviceName: string; readonly tags?: readonly JaegerTag[] };

export type JaegerSpan = {
  readonly traceID: string;
  readonly spanID: string;
  readonly operationName: string;
  readonly references?: readonly { readonly refType: string; readonly traceID: string; readonly spanID: string }[];
  readonly startTime: number;
  readonly duration: number;
  readonly tags?: readonly JaegerTag[];
  readonly logs?: readonly { readonly timestamp: number; readonly fields: readonly JaegerTag[] }[];
  readonly processID: string;
};

export type JaegerAnswer = {
  readonly data: readonly JaegerTrace[] | null;
  readonly errors?: readonly { readonly msg: string }[] | null;
};

import type { Jaeger } from "../support/start-jaeger.ts";

/** A trace of Jaeger's query API, as far as these tests look. */
export type StoredTrace = {
  readonly spans: readonly { readonly service: string; readonly name: string }[];
};

type Answer = {
  readonly data: readonly {
    readonly spans: readonly { readonly operationName: string; readonly processID: string }[];
    readonly processes: Readonly<Record<string, { readonly serviceName: string }>>;
  }[];
};

/** The newest traces that a service takes part in. */
export async function storedTraces(jaeger: Jaeger, service: string): Promise<StoredTrace[]> {
  const response = await fetch(`${jaeger.query}/api/traces?service=${service}`);
  const { data } = (await response.json()) as Answer;
  return data.map(({ spans, processes }) => ({
    spans: spans.map(({ operationName, processID }) => ({
      service: processes[processID]?.serviceName ?? "",
      name: operationName,
    })),
  }));
}

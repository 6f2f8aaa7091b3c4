import type { Loki } from "../support/start-loki.ts";

/** A line's labels and structured metadata, by name. */
export type LogLine = Readonly<Record<string, string>>;

type Answer = {
  readonly data: {
    readonly result: readonly {
      readonly stream: LogLine;
      readonly values: readonly unknown[];
    }[];
  };
};

/** The lines of the last hour that a LogQL query finds. */
export async function readLogLines({ url }: Pick<Loki, "url">, query: string): Promise<LogLine[]> {
  const parameters = new URLSearchParams({ query, limit: "5000" }).toString();
  const response = await fetch(`${url}/loki/api/v1/query_range?${parameters}`);
  if (!response.ok) throw new Error(`Loki answered ${query} with ${response.status}: ${await response.text()}`);
  const { data } = (await response.json()) as Answer;
  return data.result.flatMap(({ stream, values }) => values.map(() => stream));
}

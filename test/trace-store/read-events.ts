/** Resolves to the next server-sent event of that name. */
export type NextEvent = (name: string) => Promise<unknown>;

/** Reads a stream of server-sent events with JSON in them for as long as `read` runs. */
export async function readEvents<T>(url: string, read: (next: NextEvent) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const response = await fetch(url, { signal: stop.signal });
  if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}`);
  const events = eventsOf(response.body);
  try {
    return await read(async (name) => {
      for (;;) {
        const { value, done } = await events.next();
        if (done === true) throw new Error(`the stream ended without an event \`${name}\``);
        if (value.name === name) return value.data;
      }
    });
  } finally {
    stop.abort();
  }
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<{ name: string; data: unknown }, undefined> {
  let text = "";
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const lines = text.slice(0, end);
      text = text.slice(end + 2);
      const name = /^event: (.*)$/m.exec(lines)?.[1] ?? "";
      yield { name, data: JSON.parse(/^data: (.*)$/m.exec(lines)?.[1] ?? "null") };
    }
  }
}

/** What the JSON text says; undefined for text that is not JSON, so that a schema says what it expects instead. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

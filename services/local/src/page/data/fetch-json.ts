/** Fetches JSON from the store; rejects with an Error whose message can be shown. */
export async function fetchJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: "application/json" } });
  const body = (await response.json().catch(() => undefined)) as T & { errors?: { msg?: string }[] | null };
  if (response.ok && body !== undefined) return body;
  throw new Error(body?.errors?.[0]?.msg ?? `${path.split("?")[0]} answered ${response.status}`);
}

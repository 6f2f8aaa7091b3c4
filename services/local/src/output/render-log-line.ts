/** A service's log line as a person wants it, or undefined where it only says that a request went well. */
export function renderLogLine(line: string, { verbose }: { readonly verbose: boolean }): string | undefined {
  const entry = parseEntry(line);
  if (entry === undefined) return withoutControls(line);
  const { level, msg } = entry;
  const isNotable = typeof level === "string" && notableLevels.has(level);
  const isRoutine = "rpc" in entry || "route" in entry || level === "debug" || level === "trace";
  if (isRoutine && !isNotable && !verbose) return undefined;
  const message = typeof msg === "string" ? withoutControls(msg) : "";
  const words = [...(isNotable ? [level.toUpperCase()] : []), message, ...fields(entry)];
  return words.join(" ");
}

const notableLevels = new Set(["warn", "error", "fatal"]);

/** Said by the prefix or of no use to a reader without the rest. */
const hidden = new Set(["level", "time", "service", "msg", "span_id", "trace_flags"]);

type Entry = Readonly<Record<string, unknown>>;

function parseEntry(line: string): Entry | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const entry = JSON.parse(line) as Entry;
    return "msg" in entry || "level" in entry ? entry : undefined;
  } catch {
    return undefined;
  }
}

function fields(entry: Entry): string[] {
  return Object.entries(entry).flatMap(([name, value]) => (hidden.has(name) ? [] : field(name, value)));
}

function field(name: string, value: unknown): string[] {
  if (name === "err") return [`err=${shown(errorText(value))}`];
  if (typeof value !== "object" || value === null) return [`${name}=${shown(value)}`];
  return Object.entries(value).flatMap(([key, inner]) => field(`${name}.${key}`, inner));
}

/** Of pino's error, whose stack stays in the log. */
function errorText(value: unknown): unknown {
  const { type, message } = (value ?? {}) as { type?: string; message?: string };
  return message === undefined ? value : `${type ?? "Error"}: ${message}`;
}

/** Bare where that is clear; else as JSON, which also keeps what a caller sent from steering the terminal. */
function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /^[\w.:/@+-]+$/.test(text) ? text : withoutControls(JSON.stringify(text));
}

function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, "");
}

import { configSchema } from "./config.ts";

const flags = {
  "--rate N": "Visits a second of vote-bot (1)",
  "--no-bot": "Without vote-bot: the only visits are yours",
  "--mesh": "A stand-in for Linkerd's proxies before and after every service, which add their spans to each trace",
  "--verbose": "All log lines of the services, each request's too",
  "--help": "This text",
};

/** The text of `npm start -- --help`: flags, and variables with their defaults. */
export function usage(): string {
  const variables = Object.entries(configSchema.shape).map(([name, schema]) => {
    const { description, fallback } = schema.meta() as { description?: string; fallback?: string };
    return [name, fallback ? `${description} (${fallback})` : description] as const;
  });
  return [
    "npm start [-- flags]: starts web, emoji, voting, vote-bot and a trace store on this machine; Ctrl-C stops them.",
    "",
    ...table(Object.entries(flags)),
    "",
    "From the environment, beside the services' own variables; port 0 is one that is free:",
    "",
    ...table(variables),
  ].join("\n");
}

function table(rows: readonly (readonly [string, string | undefined])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, what = ""]) => `  ${name.padEnd(width)}  ${what}`);
}

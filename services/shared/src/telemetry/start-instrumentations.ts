import { PinoInstrumentation } from "@opentelemetry/instrumentation-pino";
import { register } from "import-in-the-middle/register-hooks.mjs";

/** Modules whose imports the instrumentations must see. */
const instrumented = ["express", "pino", "http", "https", "node:http", "node:https"];

export type InstrumentationOptions = {
  /** Whether log lines also go to the global logger provider, which must stand before. */
  readonly sendsLogs: boolean;
  /** Whether the process is a server of HTTP, whose requests and Express routes are told of. */
  readonly servesHttp: boolean;
};

/**
 * Has log lines, and where it serves HTTP requests and routes, tell of traces, in modules that are loaded after it.
 * gRPC's calls are told of by our adapter, and vote-bot's requests by its client, which knows when they were due.
 */
export async function startInstrumentations({ sendsLogs, servesHttp }: InstrumentationOptions): Promise<void> {
  register({ include: instrumented });
  // Each is active from its construction on, and finds the global providers by itself.
  void new PinoInstrumentation({ disableLogSending: !sendsLogs });
  if (servesHttp) (await import("./instrument-http-server.ts")).instrumentHttpServer();
}

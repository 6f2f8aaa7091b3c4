import { type Logger, pino } from "pino";

export type { Logger };

/**
 * A logger of JSON lines on stdout: ISO time, level by name, `service`, and the trace's ids where a span is
 * active. It writes asynchronously in this process: wait for `flush` before the process ends.
 */
export function createLogger(service: string, level: string): Logger {
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    // With a minLength of 0, flush does not wait; and the flush at exit that is then left never ends when nobody
    // reads stdout any more.
    pino.destination({ dest: 1, sync: false, minLength: 1 }),
  );
}

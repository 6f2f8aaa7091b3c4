import { choice, duration, port, text } from "./variables.ts";

/** The variables that every service reads. */
export const serviceVariables = {
  LISTEN_HOST: text("0.0.0.0").describe("Address to listen on"),
  PROM_PORT: port(8801).describe("Admin port: /healthz, /readyz, /metrics"),
  SHUTDOWN_GRACE: duration("0").describe("Time between readiness going off and the end of accepting requests"),
  LOG_LEVEL: choice("info", ["trace", "debug", "info", "warn", "error", "fatal", "silent"]).describe(
    "Least severe log line",
  ),
};

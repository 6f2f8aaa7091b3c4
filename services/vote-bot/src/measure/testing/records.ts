import type { RequestRecord } from "../request-record.ts";
import type { VisitRecord } from "../visit-record.ts";

/** A good request that took `durationMs` from its intended start at 0, and from its send 1 ms less. */
export function requestOf(durationMs: number, other: Partial<RequestRecord> = {}): RequestRecord {
  return {
    protocol: "http",
    scenario: "classic",
    visitNumber: 1,
    method: "GET",
    route: "/api/list",
    status: 200,
    outcome: "ok",
    errorType: undefined,
    reason: "",
    traceId: "0".repeat(32),
    isSampled: true,
    spanId: undefined,
    intendedMs: 0,
    sentMs: 1,
    endMs: durationMs,
    ...other,
  };
}

/** A good visit that took `durationMs` from its intended start at 0. */
export function visitOf(durationMs: number, other: Partial<VisitRecord> = {}): VisitRecord {
  return {
    number: 1,
    scenario: "classic",
    outcome: "ok",
    traceId: "0".repeat(32),
    isSampled: true,
    choice: ":joy:",
    status: 200,
    errorType: undefined,
    reason: "",
    isConnected: true,
    intendedMs: 0,
    startedMs: 0,
    endMs: durationMs,
    ...other,
  };
}

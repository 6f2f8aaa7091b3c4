import type { Signals } from "../api.ts";
import type { IncomingSpan } from "../store/trace.ts";
import { quantileMs } from "./histogram.ts";
import { isRequest } from "./kind-of-span.ts";
import { createTrafficWindow, type TrafficWindow } from "./traffic-window.ts";
import { round } from "./traffic.ts";

const stepMs = 5_000;
const steps = 180;

const maxServices = 64;
const maxOperations = 128;

/** What is beyond those limits. */
const rest = "other";

type ServiceSignals = { readonly total: TrafficWindow; readonly operations: Map<string, TrafficWindow> };

/** Rate, errors and latencies of every service and operation over the last 15 minutes, by when requests ended. */
export type GoldenSignals = {
  record(span: IncomingSpan): void;
  /** Every service; or one and its operations; or one operation of it. Steps that are not over are left out. */
  answer(service?: string, operation?: string): Signals;
};

export function createGoldenSignals(now: () => number): GoldenSignals {
  const services = new Map<string, ServiceSignals>();
  return {
    record: (span) => {
      if (!isRequest(span)) return;
      const { name, origin } = span.operation;
      const ofService = bounded(services, origin.service, maxServices, () => ({
        total: newWindow(),
        operations: new Map(),
      }));
      const ofOperation = bounded(ofService.operations, name, maxOperations, newWindow);
      const durationMs = span.durationUs / 1_000;
      // A clock may be ahead of ours.
      const endMs = Math.min(span.startMs + durationMs, now());
      for (const window of [ofService.total, ofOperation]) {
        window.record(endMs, durationMs, span.failure !== undefined);
      }
    },
    answer: (service, operation) => {
      const endTimeMs = Math.floor(now() / stepMs) * stepMs;
      const series = seriesOf(services, service, operation);
      return { stepSeconds: stepMs / 1_000, endTimeMs, series: series.map((each) => valuesOf(each, endTimeMs)) };
    },
  };
}

function newWindow(): TrafficWindow {
  return createTrafficWindow(stepMs, steps + 1);
}

/** The entry of `key`, made when there is room for it; else that of all the rest. */
function bounded<T>(entries: Map<string, T>, key: string, max: number, create: () => T): T {
  const name = entries.has(key) || entries.size < max ? key : rest;
  let entry = entries.get(name);
  if (entry === undefined) entries.set(name, (entry = create()));
  return entry;
}

type Named = { readonly service: string; readonly operation?: string; readonly window: TrafficWindow };

function seriesOf(services: ReadonlyMap<string, ServiceSignals>, service?: string, operation?: string): Named[] {
  if (service === undefined) return Array.from(services, ([name, { total }]) => ({ service: name, window: total }));
  const found = services.get(service);
  if (found === undefined) return [];
  const operations = Array.from(found.operations, ([name, window]) => ({ service, operation: name, window }));
  if (operation !== undefined) return operations.filter((each) => each.operation === operation);
  return [{ service, window: found.total }, ...operations];
}

function valuesOf({ window, ...names }: Named, endTimeMs: number): Signals["series"][number] {
  const tallies = Array.from({ length: steps }, (_, index) => window.at(endTimeMs - (steps - index) * stepMs));
  const percentile = (quantile: number) =>
    tallies.map((tally) => (tally && quantileMs(tally.latencies, quantile)) ?? null);
  return {
    ...names,
    requestsPerSecond: tallies.map((tally) => perSecond(tally?.requests)),
    errorsPerSecond: tallies.map((tally) => perSecond(tally?.failed)),
    p50Ms: percentile(0.5),
    p95Ms: percentile(0.95),
    p99Ms: percentile(0.99),
  };
}

function perSecond(count = 0): number {
  return round((count * 1_000) / stepMs);
}

import type { TraceStore } from "../../store/create-store.ts";
import type { Operation } from "../../store/origin.ts";
import { kindName } from "./span-tags.ts";

type JaegerOperation = { readonly name: string; readonly spanKind: string };

/** The services of the traces that are kept, by name. */
export function servicesIn(store: TraceStore): string[] {
  return [...new Set(Array.from(operationsIn(store), ({ origin }) => origin.service))].toSorted();
}

/** A service's operations, by name; of all kinds when `spanKind` is undefined. */
export function operationsOf(store: TraceStore, service: string, spanKind?: string): JaegerOperation[] {
  const found = new Map<string, JaegerOperation>();
  for (const { name, kind, origin } of operationsIn(store)) {
    const operation = { name, spanKind: kindName(kind) };
    if (origin.service !== service || (spanKind !== undefined && operation.spanKind !== spanKind)) continue;
    found.set(`${operation.spanKind} ${name}`, operation);
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function operationsIn(store: TraceStore): Set<Operation> {
  const found = new Set<Operation>();
  for (const { operations } of store.newestFirst()) for (const operation of operations) found.add(operation);
  return found;
}

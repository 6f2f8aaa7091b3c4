import { expect, test } from "vitest";
import { createStore } from "../store/create-store.ts";
import { createIncomingSpans, type NamedSpan } from "../testing/incoming-span.ts";
import { createTopologies } from "./topologies.ts";

/** A retrying mesh: one outbound server span, above two tries that each reach the callee. */
const retried: readonly NamedSpan[] = [
  { service: "web", id: 1, kind: "CLIENT" },
  { service: "proxy", id: 2, parent: 1, kind: "SERVER", proxy: "outbound" },
  ...[10, 20].flatMap((first): NamedSpan[] => [
    { service: "proxy", id: first, parent: 2, kind: "CLIENT", proxy: "outbound" },
    { service: "proxy", id: first + 1, parent: first, kind: "SERVER", proxy: "inbound" },
    { service: "proxy", id: first + 2, parent: first + 1, kind: "CLIENT", proxy: "inbound" },
    { service: "voting", id: first + 3, parent: first + 2, kind: "SERVER", failure: "UNKNOWN" },
  ]),
];

/** Requests by edge, over the five seconds that the topology has been there. */
function edgesOf(batches: readonly (readonly NamedSpan[])[], mesh: "folded" | "shown") {
  const topologies = createTopologies(() => 1_700_000_000_000);
  const store = createStore(1_000_000, (trace, added) => topologies.record(trace, added));
  const incoming = createIncomingSpans();
  for (const batch of batches) store.addSpans(batch.map(incoming));
  const { edges } = topologies[mesh].answer();
  return Object.fromEntries(edges.map(({ from, to, requestsPerSecond }) => [`${from} → ${to}`, requestsPerSecond * 5]));
}

const orders: readonly [string, readonly (readonly NamedSpan[])[]][] = [
  ["at once", [retried]],
  ["callers first", retried.map((span) => [span])],
  ["callees first", retried.toReversed().map((span) => [span])],
  ["twice", [retried, retried]],
];

test.each(orders)(
  "a retry is two requests of the callee and one of the caller, with spans that come %s",
  (_, batches) => {
    expect(edgesOf(batches, "folded")).toEqual({ "web → voting": 2 });
    expect(edgesOf(batches, "shown")).toEqual({
      "web → proxy:web:outbound": 1,
      "proxy:web:outbound → proxy:voting:inbound": 2,
      "proxy:voting:inbound → voting": 2,
    });
  },
);

test("a server span below another span of its own service is no call", () => {
  const spans: NamedSpan[] = [
    { service: "web", id: 1, kind: "SERVER" },
    { service: "web", id: 2, parent: 1, kind: "SERVER" },
  ];
  expect(edgesOf([spans], "folded")).toEqual({});
});

test("proxies that are each other's parents are no way", () => {
  const spans: NamedSpan[] = [
    { service: "proxy", id: 1, parent: 2, kind: "SERVER", proxy: "inbound" },
    { service: "proxy", id: 2, parent: 1, kind: "CLIENT", proxy: "inbound" },
    { service: "web", id: 3, parent: 1, kind: "SERVER" },
  ];
  expect(edgesOf([spans], "shown")).toEqual({});
});

import { expect, test } from "vitest";
import type { TraceSummary } from "../../traces/api.ts";
import { emptyList, type LiveList, listLimit, mergeTraces, releaseTraces } from "./live-list.ts";

function summary(traceId: string, spans = 1): TraceSummary {
  const startTimeMs = Number(traceId);
  return { traceId, startTimeMs, durationMs: 1, services: [], spans, proxySpans: 0, errors: 0, orphans: 0, roots: 1 };
}

const ids = ({ shown, waiting }: LiveList) => [shown, waiting].map((traces) => traces.map(({ traceId }) => traceId));

test("new traces go on top, newest first", () => {
  const list = mergeTraces(emptyList, [summary("1"), summary("2")], false);
  expect(ids(mergeTraces(list, [summary("3")], false))).toEqual([["3", "2", "1"], []]);
});

test("while the list is read new traces wait, and known ones are renewed where they stand", () => {
  const list = mergeTraces(emptyList, [summary("1"), summary("2")], false);
  const held = mergeTraces(list, [summary("3"), summary("1", 9)], true);
  expect(ids(held)).toEqual([["2", "1"], ["3"]]);
  expect(held.shown[1]?.spans).toBe(9);
  expect(mergeTraces(held, [summary("3", 7)], true).waiting[0]?.spans).toBe(7);
  expect(ids(releaseTraces(held))).toEqual([["3", "2", "1"], []]);
});

test("the list is bounded, shown and waiting", () => {
  const many = Array.from({ length: listLimit + 50 }, (_, at) => summary(String(at)));
  expect(mergeTraces(emptyList, many, false).shown).toHaveLength(listLimit);
  expect(mergeTraces(emptyList, many, true).waiting).toHaveLength(listLimit);
});

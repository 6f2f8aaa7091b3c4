import { expect, test } from "vitest";
import type { TraceSpan } from "../jaeger/trace-span.ts";
import { diagnose } from "./diagnose.ts";
import type { Evidence } from "./evidence/evidence.ts";
import { changed, evidenceOf, listSpans, span, without } from "./testing/hand-made.ts";

const found = (spans: readonly TraceSpan[], part?: Partial<Evidence>) =>
  diagnose(evidenceOf(spans, part)).map(({ code, summary }) => `${code}: ${summary}`);

const elsewhere = { traceId: "b".repeat(32), parentSpanId: "" };

/** A proxy's span between web's call and emoji. */
const proxy = (spanId: string, parentSpanId: string, direction: string, kind: TraceSpan["kind"]) =>
  span({
    spanId,
    parentSpanId,
    service: "linkerd-proxy",
    name: "/emojivoto.v1.EmojiService/ListAll",
    kind,
    attributes: { direction },
  });

test("nothing is wrong with a whole trace", () => {
  expect(found(listSpans)).toEqual([]);
});

test("a backend that is silent is told from a web that is", () => {
  expect(found(without("emoji"))).toEqual([expect.stringMatching(/^spans-missing: no span of emoji arrived/)]);
  expect(found(without("web", "call"))).toEqual([expect.stringMatching(/^spans-missing: no span of web arrived/)]);
});

test("a backend that began its own trace lost the header on the way, where both speak W3C", () => {
  const findings = found(changed({ emoji: elsewhere }));
  expect(findings).toEqual([expect.stringMatching(/^header-dropped: web → emoji: `traceparent` was lost/)]);
});

test.each([
  ["b3multi", "b3", "header-dropped"],
  ["b3", "tracecontext", "propagator-mismatch"],
  ["jaeger", "b3multi", "propagator-mismatch"],
  ["tracecontext,b3", "b3", "header-dropped"],
  ["none", "tracecontext", "propagator-mismatch"],
])("a web that writes %s and a backend that reads %s: %s", (writes, reads, code) => {
  const spans = changed({
    call: { resource: { "emojivoto.propagators": writes } },
    emoji: { ...elsewhere, resource: { "emojivoto.propagators": reads } },
  });
  expect(found(spans)).toEqual([expect.stringMatching(`^${code}: web → emoji: `)]);
});

test("a clock is named with its offset, ahead or behind, at the service where it is off", () => {
  const off = (ms: number) => found(changed({ emoji: { startMs: 1_000 + ms } }));
  expect(off(5_000)).toEqual([expect.stringMatching(/^clock-skew: emoji's clock is 5\.0 s ahead/)]);
  expect(off(-5_000)).toEqual([expect.stringMatching(/^clock-skew: emoji's clock is 5\.0 s behind/)]);
  expect(off(50)).toEqual([]);
  const web = { startMs: 3_000 };
  expect(found(changed({ web, call: web }))).toEqual([
    expect.stringMatching(/^clock-skew: web's clock is 2\.0 s ahead/),
  ]);
});

test("a span whose parent is missing is an orphan, where no hop is broken", () => {
  const orphan = span({ spanId: "insert", parentSpanId: "lost", service: "emoji", name: "INSERT", kind: "CLIENT" });
  expect(found([...listSpans, orphan])).toEqual(["orphans: 1 span has a parent that did not arrive"]);
});

test.each(["web", "call"])("a single span of web that is lost (%s) is not taken for a silent web", (lost) => {
  const findings = diagnose(evidenceOf(without(lost)));
  expect(findings.map(({ code }) => code)).toEqual(["orphans"]);
  expect(findings[0]?.evidence).toEqual([
    expect.stringMatching(`names the parent ${lost}, which web should have sent`),
  ]);
});

test("a proxy that is expected nowhere, or not at all, is told", () => {
  const meshed = [
    ...changed({ emoji: { parentSpanId: "in2" } }),
    proxy("out1", "call", "outbound", "SERVER"),
    proxy("out2", "out1", "outbound", "CLIENT"),
    proxy("in1", "out2", "inbound", "SERVER"),
    proxy("in2", "in1", "inbound", "CLIENT"),
  ];
  expect(found(meshed)).toEqual([]);
  expect(found(meshed, { expectMesh: "none" })).toEqual([expect.stringMatching(/^proxies-unexpected: /)]);
  expect(found(listSpans, { expectMesh: "linkerd" })).toEqual([expect.stringMatching(/^proxies-missing: /)]);
});

test("a backend without a proxy is told from an opaque hop", () => {
  const outboundOnly = [
    ...changed({ emoji: { parentSpanId: "out2" } }),
    proxy("out1", "call", "outbound", "SERVER"),
    proxy("out2", "out1", "outbound", "CLIENT"),
  ];
  expect(found(outboundOnly)).toEqual(["proxies-missing: web → emoji: no span of emoji's proxy"]);
});

test("proxies in a trace of their own do not join", () => {
  const apart = { ...proxy("out1", "lost", "outbound", "SERVER"), traceId: elsewhere.traceId };
  expect(found([...listSpans, apart])).toEqual([
    expect.stringMatching(/^proxies-apart: the proxies' spans do not join/),
  ]);
});

test("a visit that failed is told with the service in which the failure began", () => {
  const spans = changed({ call: { isError: true }, emoji: { isError: true } });
  const evidence = evidenceOf(spans);
  const visit: Evidence["visit"] = { ...evidence.visit, outcome: "error", reason: "GET /api/list answered 500" };
  const [finding] = diagnose({ ...evidence, visit });
  expect(finding?.code).toBe("web-answers-an-error");
  expect(finding?.evidence).toEqual(["the failure began in emoji: emojivoto.v1.EmojiService/ListAll"]);
});

test("a call that is not there, between services that are, is told without a guess", () => {
  const find = "emojivoto.v1.EmojiService/FindByShortcode";
  const findings = found([
    ...without("call", "emoji"),
    span({ spanId: "find", parentSpanId: "web", service: "web", name: find, kind: "CLIENT" }),
    span({ spanId: "found", parentSpanId: "find", service: "emoji", name: find, kind: "SERVER" }),
  ]);
  expect(findings).toEqual(["hop-not-followed: web → emoji: the trace does not show this call"]);
});

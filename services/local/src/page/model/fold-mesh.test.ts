import { expect, test } from "vitest";
import { makeProxySpan, makeSpan } from "../testing/make-span.ts";
import { foldMesh } from "./fold-mesh.ts";
import { proxyWorkloads } from "./proxy-workloads.ts";

const hop = [
  makeSpan("call", { service: "vote-bot" }),
  makeProxySpan("out1", "call", "outbound"),
  makeProxySpan("out2", "out1", "outbound"),
  makeProxySpan("in1", "out2", "inbound"),
  makeProxySpan("in2", "in1", "inbound"),
  makeSpan("served", { parentId: "in2" }),
];

const parents = (spans: ReturnType<typeof foldMesh>) => spans.map(({ spanId, parentId }) => [spanId, parentId]);

test("without the proxies a call hangs on its caller", () => {
  expect(parents(foldMesh(hop))).toEqual([
    ["call", undefined],
    ["served", "call"],
  ]);
});

test("where a proxy's span is missing, folding keeps the gap", () => {
  const withGap = hop.filter(({ spanId }) => spanId !== "out2");
  expect(parents(foldMesh(withGap))).toEqual([
    ["call", undefined],
    ["served", "out2"],
  ]);
});

test("an app's span under a proxy that is the root becomes the root", () => {
  expect(
    parents(foldMesh([makeSpan("proxy", { proxy: "inbound" }), makeSpan("served", { parentId: "proxy" })])),
  ).toEqual([["served", undefined]]);
});

test("an outbound proxy stands at its caller, an inbound one at the app that it leads to", () => {
  expect([...proxyWorkloads(hop)]).toEqual([
    ["in2", "web"],
    ["in1", "web"],
    ["out2", "vote-bot"],
    ["out1", "vote-bot"],
  ]);
});

test("a proxy with no app's span near stands where its host's name says", () => {
  const lost = { ...makeProxySpan("in1", "gone", "inbound"), resource: { "host.name": "emoji-7d9f" } };
  expect(proxyWorkloads([lost]).get("in1")).toBe("emoji-7d9f");
});

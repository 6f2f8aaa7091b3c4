import { expect, test } from "vitest";
import type { RawHeaders } from "../headers/raw-headers.ts";
import { readTraceContext } from "./read-trace-context.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const parentId = "00f067aa0ba902b7";
const newId = "b7ad6b7169203331";
const binary = Buffer.from(`0000${traceId}01${parentId}0201`, "hex").toString("base64");
const b3 = ["X-B3-TraceId", traceId, "X-B3-SpanId", parentId, "X-B3-Sampled", "1"];

/** The headers after one layer of a proxy. */
function afterLayer(headers: RawHeaders): RawHeaders {
  const { format, context } = readTraceContext(headers)!;
  return format.write(headers, { ...context, parentId: newId });
}

const read = (...headers: string[]) => readTraceContext(headers)?.context;

test.each([
  ["W3C", ["Traceparent", `00-${traceId}-${parentId}-01`]],
  ["grpc-trace-bin", ["grpc-trace-bin", binary]],
  ["B3 in several headers", b3],
])("%s is read", (_, headers) => {
  expect(read(...headers)).toEqual({ traceId, parentId, flags: 1 });
});

test.each([
  ["version 01", ["traceparent", `01-${traceId}-${parentId}-01`]],
  ["version ff", ["traceparent", `ff-${traceId}-${parentId}-01`]],
  ["a zero trace id", ["traceparent", `00-${"0".repeat(32)}-${parentId}-01`]],
  ["a zero span id", ["traceparent", `00-${traceId}-${"0".repeat(16)}-01`]],
  ["a short trace id", ["traceparent", `00-${traceId.slice(2)}-${parentId}-01`]],
  ["more after version 00", ["traceparent", `00-${traceId}-${parentId}-01-what`]],
  ["other digits", ["traceparent", `00-${traceId.replace("4", "g")}-${parentId}-01`]],
  ["an empty traceparent", ["traceparent", ""]],
  ["B3 in a single header", ["b3", `${traceId}-${parentId}-1`]],
  ["B3 without a span", ["x-b3-traceid", traceId]],
  ["B3 of another length", ["x-b3-traceid", traceId.slice(4), "x-b3-spanid", parentId]],
  ["a binary that is cut", ["grpc-trace-bin", binary.slice(0, 24)]],
  ["a binary of another version", ["grpc-trace-bin", `B${binary.slice(1)}`]],
  ["a binary with an unknown field", ["grpc-trace-bin", Buffer.from("0009", "hex").toString("base64")]],
  ["a binary that is text", ["grpc-trace-bin", "no base64 at all !"]],
  ["no header", []],
])("%s is not read", (_, headers) => {
  expect(readTraceContext(headers)).toBeUndefined();
});

test("only the span of the winning header is rewritten: W3C before grpc-trace-bin before B3", () => {
  const traceparent = ["traceparent", `00-${traceId}-${parentId}-01`];
  const rest = ["tracestate", "a=b", "baggage", "c=d", "b3", "0"];
  expect(afterLayer([...rest, ...b3, "grpc-trace-bin", binary, ...traceparent])).toEqual([
    ...rest,
    ...b3,
    "grpc-trace-bin",
    binary,
    "traceparent",
    `00-${traceId}-${newId}-01`,
  ]);
  const rewritten = Buffer.from(`0000${traceId}01${newId}0201`, "hex").toString("base64");
  expect(afterLayer([...b3, "grpc-trace-bin", binary])).toEqual([...b3, "grpc-trace-bin", rewritten]);
  expect(afterLayer(b3)).toEqual(["X-B3-TraceId", traceId, "X-B3-Sampled", "1", "x-b3-spanid", newId]);
});

test.each(["00", "01", "02", "03", "ff"])("the flags %s go on as they came", (flags) => {
  expect(afterLayer(["traceparent", `00-${traceId}-${parentId}-${flags}`])).toEqual([
    "traceparent",
    `00-${traceId}-${newId}-${flags}`,
  ]);
});

test("the first traceparent of several counts, and one goes on", () => {
  const headers = ["traceparent", `00-${traceId}-${parentId}-01`, "traceparent", "nonsense"];
  expect(afterLayer(headers)).toEqual(["traceparent", `00-${traceId}-${newId}-01`]);
});

test("a 64-bit B3 trace id is padded for the span and goes on as it came", () => {
  const headers = ["x-b3-traceid", parentId, "x-b3-spanid", parentId];
  expect(read(...headers)).toEqual({ traceId: `${"0".repeat(16)}${parentId}`, parentId, flags: 0 });
  expect(afterLayer(headers)).toEqual(["x-b3-traceid", parentId, "x-b3-spanid", newId]);
});

test.each(["0", "d", "true", ""])("B3 is sampled by 1 alone, not by `%s`", (sampled) => {
  expect(read("x-b3-traceid", traceId, "x-b3-spanid", parentId, "x-b3-sampled", sampled)?.flags).toBe(0);
});

import { expect, test } from "vitest";
import { renderLogLine } from "./render-log-line.ts";

const base = {
  time: "2026-01-01T00:00:00.000Z",
  service: "web",
  trace_id: "4bf92f",
  span_id: "00f0",
  trace_flags: "01",
};
const quiet = (entry: object) => renderLogLine(JSON.stringify({ ...base, ...entry }), { verbose: false });
const verbose = (entry: object) => renderLogLine(JSON.stringify({ ...base, ...entry }), { verbose: true });

test("an info line becomes its message and its fields", () => {
  const text = quiet({ level: "info", ports: { admin: 8803, http: 8080 }, msg: "listening" });
  expect(text).toBe("listening trace_id=4bf92f ports.admin=8803 ports.http=8080");
});

test("a request that went well is shown only when all lines are asked for", () => {
  const request = { level: "info", route: "/api/list", status: 200, ms: 1.5, msg: "request" };
  expect(quiet(request)).toBeUndefined();
  expect(quiet({ level: "info", rpc: "emojivoto.v1.EmojiService/ListAll", msg: "call" })).toBeUndefined();
  expect(quiet({ level: "debug", msg: "detail" })).toBeUndefined();
  expect(verbose(request)).toBe("request trace_id=4bf92f route=/api/list status=200 ms=1.5");
});

test("warnings and errors are always shown, with their level", () => {
  expect(quiet({ level: "warn", msg: "odd" })).toBe("WARN odd trace_id=4bf92f");
  expect(quiet({ level: "error", route: "/api/vote", status: 500, msg: "request failed" })).toBe(
    "ERROR request failed trace_id=4bf92f route=/api/vote status=500",
  );
});

test("an error is shown by type and message, without its stack", () => {
  const err = { type: "TypeError", message: "x is no function", stack: "TypeError: x\n    at file.ts:1" };
  expect(quiet({ level: "fatal", err, msg: "a bug" })).toBe(
    'FATAL a bug trace_id=4bf92f err="TypeError: x is no function"',
  );
});

test("a line that is no log entry is shown as it is", () => {
  expect(renderLogLine("✔ Voting for :joy:", { verbose: false })).toBe("✔ Voting for :joy:");
  expect(renderLogLine("{not json", { verbose: false })).toBe("{not json");
  expect(renderLogLine('{"a":1}', { verbose: false })).toBe('{"a":1}');
});

test("nothing that a caller sent can steer the terminal", () => {
  expect(quiet({ level: "warn", msg: "odd \u001b[2J", choice: "\u001b[31m\u009b2Jred" })).toBe(
    'WARN odd [2J trace_id=4bf92f choice="\\u001b[31m2Jred"',
  );
  expect(renderLogLine("plain \u001b]0;title\u0007", { verbose: false })).toBe("plain ]0;title");
});

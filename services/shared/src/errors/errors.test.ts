import { expect, test } from "vitest";
import { defineErrors } from "./define-errors.ts";
import { errors, toAppError } from "./errors.ts";

test("an entry's message takes its values, and the cause stays off it", () => {
  const cause = new Error("secret detail");
  const error = errors.invalidArgument("ballot_id", "at most 64 bytes", "70 bytes", { cause });
  expect(error.message).toBe("Expected `ballot_id` to be at most 64 bytes, got 70 bytes");
  expect(error.cause).toBe(cause);
  expect(error.entry).toEqual({ code: "invalid_argument", status: "INVALID_ARGUMENT" });
});

test("a service's own catalogue makes its own errors", () => {
  const own = defineErrors({ broken: { code: "broken", status: "UNKNOWN", message: "ERROR" } });
  expect(own.broken().message).toBe("ERROR");
});

test("what is in no catalogue becomes `internal error`", () => {
  const thrown = new TypeError("cannot read x of undefined");
  const error = toAppError(thrown);
  expect([error.entry.code, error.message, error.cause]).toEqual(["internal", "internal error", thrown]);
});

test("an aborted signal's reason becomes cancelled or deadline exceeded", () => {
  expect(toAppError(new DOMException("x", "AbortError")).entry.status).toBe("CANCELLED");
  expect(toAppError(new DOMException("x", "TimeoutError")).entry.status).toBe("DEADLINE_EXCEEDED");
});

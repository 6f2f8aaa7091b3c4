import { expect, test } from "vitest";
import { describeClosed } from "./closed.ts";

test("it says in one line what it does", () => {
  expect(describeClosed({ users: 20, durationMs: 90_000 })).toBe(
    "closed: 20 users, each one visit after the other, for 1 min 30 s",
  );
  expect(describeClosed({ users: 1, durationMs: Infinity })).toBe(
    "closed: 1 user, one visit after the other, without an end",
  );
});

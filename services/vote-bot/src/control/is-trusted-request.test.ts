import { expect, test } from "vitest";
import { isTrustedRequest } from "./is-trusted-request.ts";

test.each(["localhost", "localhost:1", "LOCALHOST:8801", "127.0.0.1", "[::1]:80", "10.1.2.3:8801", "[fd00::1]"])(
  "a request for %s, which no page can have pointed here, is trusted",
  (host) => {
    expect(isTrustedRequest({ host })).toBe(true);
  },
);

test.each([
  "evil.example",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "",
  "localhost@evil",
  "a b",
  "::1",
  undefined,
])("a request for `%s` is not", (host) => {
  expect(isTrustedRequest(host === undefined ? {} : { host })).toBe(false);
});

test.each(["http://localhost:8801", "https://evil.example", "null"])("nor is one of a page at %s", (origin) => {
  expect(isTrustedRequest({ host: "localhost:8801", origin })).toBe(false);
});

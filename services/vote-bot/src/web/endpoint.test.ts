import { expect, test } from "vitest";
import { endpointOf, pathOf } from "./endpoint.ts";

test.each([
  ["http://web", { isTls: false, host: "web", port: 80 }],
  ["https://web", { isTls: true, host: "web", port: 443 }],
  ["http://[::1]:8080", { isTls: false, host: "::1", port: 8080 }],
])("%s is %o", (url, expected) => {
  expect(endpointOf(new URL(url))).toEqual({ origin: url, ...expected });
});

test.each([
  [{ path: "/api/vote", query: "choice=:joy:" }, "/api/vote?choice=:joy:"],
  [{ path: "//other.test/" }, "//other.test/"],
  [{ path: "/emoji/😀", query: "a b" }, "/emoji/%F0%9F%98%80?a%20b"],
  [{ path: "/page#part" }, "/page"],
])("%o is sent as %s", (request, sent) => {
  expect(pathOf({ method: "GET", ...request }, endpointOf(new URL("http://web:8080")))).toBe(sent);
});

test("a path without its slash is refused", () => {
  const endpoint = endpointOf(new URL("http://web"));
  expect(() => pathOf({ method: "GET", path: "api" }, endpoint)).toThrow(
    "expected a path that begins with `/`, got `api`",
  );
});

import { expect, test } from "vitest";
import { parseHostHeader } from "./parse-host-header.ts";

test("a Host header is a host, with a port or without, and cannot bring in a second header", () => {
  expect(parseHostHeader("web-svc.emojivoto")).toBe("web-svc.emojivoto");
  expect(parseHostHeader("[::1]:80")).toBe("[::1]:80");
  expect(parseHostHeader("web\r\nx-admin: 1")).toBeUndefined();
  expect(parseHostHeader("http://web")).toBeUndefined();
});

import { expect, test } from "vitest";
import { parseTarget } from "./parse-target.ts";

test.each([
  ["web-svc.emojivoto:80", "http://web-svc.emojivoto/"],
  ["web-svc.emojivoto", "http://web-svc.emojivoto/"],
  ["localhost:8080", "http://localhost:8080/"],
  ["[::1]:8080", "http://[::1]:8080/"],
  ["http://web:8080/", "http://web:8080/"],
  ["https://web", "https://web/"],
])("%s is the origin %s", (text, href) => {
  expect(parseTarget(text)?.href).toBe(href);
});

test.each([
  "8080",
  "ftp://web",
  "http://web/path",
  "http://user:pass@web",
  "web:0",
  "web:99999",
  "we b",
  "web?x",
  "http://",
])("%s is no target", (text) => {
  expect(parseTarget(text)).toBeUndefined();
});

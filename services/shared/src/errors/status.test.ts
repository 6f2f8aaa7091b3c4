import { expect, test } from "vitest";
import { httpStatusOf, isServerFault, type StatusName, statusCode, statusNameOf, statusOfHttp } from "./status.ts";

const names = Object.keys(statusCode) as StatusName[];

test("every gRPC code has its name and a number nobody knows is UNKNOWN", () => {
  for (const name of names) expect(statusNameOf(statusCode[name])).toBe(name);
  expect(statusNameOf(17)).toBe("UNKNOWN");
});

test("a fault of the caller is a 4xx and a fault of the server a 5xx", () => {
  for (const name of names.filter((status) => status !== "OK")) {
    expect([name, httpStatusOf(name) >= 500]).toEqual([name, isServerFault(name)]);
  }
});

test("a status that crosses HTTP keeps whose fault it was", () => {
  for (const name of names.filter((status) => status !== "OK")) {
    expect([name, isServerFault(statusOfHttp(httpStatusOf(name)))]).toEqual([name, isServerFault(name)]);
  }
});

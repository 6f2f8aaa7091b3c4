import { expect, test } from "vitest";
import { createRouteNames, otherRoutes } from "./route-names.ts";

test("200 routes are told apart, and those that come after are one", () => {
  const { nameOf, areTooMany } = createRouteNames();
  const routes = Array.from({ length: 200 }, (_, index) => `/api/${index}`);
  expect(routes.map(nameOf)).toEqual(routes);
  expect(areTooMany()).toBe(false);
  expect([nameOf("/api/200"), nameOf("/api/7"), nameOf("/api/201")]).toEqual([otherRoutes, "/api/7", otherRoutes]);
  expect(areTooMany()).toBe(true);
});

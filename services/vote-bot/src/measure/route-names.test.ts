import { expect, test } from "vitest";
import { createRouteNames, otherRoutes } from "./route-names.ts";

test("100 routes are told apart, and those that come after are one", () => {
  const { nameOf } = createRouteNames();
  const routes = Array.from({ length: 100 }, (_, index) => `/api/${index}`);
  expect(routes.map(nameOf)).toEqual(routes);
  expect([nameOf("/api/100"), nameOf("/api/7"), nameOf("/api/101")]).toEqual([otherRoutes, "/api/7", otherRoutes]);
});

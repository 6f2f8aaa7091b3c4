import { expect, test } from "vitest";
import { readRoute, withQuery } from "./route.ts";
import { readTraceQuery } from "./trace-query.ts";

test.each([
  ["/", { view: "traces" }],
  ["/trace/4BF92F35", { view: "trace", traceId: "4bf92f35" }],
  ["/topology", { view: "topology" }],
  ["/services", { view: "services" }],
  ["/trace/not-hex", { view: "unknown" }],
  ["/trace/", { view: "unknown" }],
])("%s shows %o", (path, route) => {
  expect(readRoute(path)).toEqual(route);
});

test("a parameter changes, comes and goes, and the others stay", () => {
  const query = new URLSearchParams("mesh=folded&uiFind=a");
  expect(withQuery("/trace/1", query, { uiFind: "b" })).toBe("/trace/1?mesh=folded&uiFind=b");
  expect(withQuery("/trace/1", query, { uiFind: undefined, mesh: "" })).toBe("/trace/1");
});

test("a trace's URL says what is open, folded and collapsed", () => {
  expect(readTraceQuery(new URLSearchParams())).toEqual({
    spanId: undefined,
    isMeshShown: true,
    tab: "waterfall",
    collapsed: new Set(),
  });
  expect(readTraceQuery(new URLSearchParams("uiFind=s&mesh=folded&tab=logs&collapsed=a,b"))).toEqual({
    spanId: "s",
    isMeshShown: false,
    tab: "logs",
    collapsed: new Set(["a", "b"]),
  });
});

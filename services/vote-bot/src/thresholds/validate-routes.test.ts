import { expect, test } from "vitest";
import { parseThreshold } from "./parse-threshold.ts";
import { validateRoutes } from "./validate-routes.ts";

const classic = { name: "classic", routes: ["/api/list", "/api/vote"] };
const auth = { name: "auth", routes: ["/auth", "/api/v1/votes"] };
const own = { name: "own", routes: undefined };

const faultsOf = (tags: string, scenarios: Parameters<typeof validateRoutes>[1]) =>
  validateRoutes(
    [parseThreshold(`http_reqs{${tags}}:count>1`)].filter((threshold) => threshold !== undefined),
    scenarios,
  );

test("a route that a chosen scenario requests is fine, and so is none", () => {
  expect(faultsOf("route:/api/v1/votes", [classic, auth])).toEqual([]);
  expect(faultsOf("scenario:auth,route:/auth", [classic, auth])).toEqual([]);
  expect(faultsOf("status:5xx", [classic, auth])).toEqual([]);
});

test("a route that no visit would ever request is a fault, which lists those there are or the one that was meant", () => {
  expect(faultsOf("route:/api/vot", [classic, auth])).toEqual([
    "/api/vot: no such route of classic or auth; did you mean /api/vote?",
  ]);
  expect(faultsOf("scenario:classic,route:/auth", [classic, auth])).toEqual([
    "/auth: no such route of classic; expected /api/list or /api/vote",
  ]);
});

test("a scenario that is not chosen is a fault", () => {
  expect(faultsOf("scenario:browse", [classic, auth])).toEqual([
    "browse: no such scenario in this run; expected classic or auth",
  ]);
});

test("a scenario whose routes are not known may request any", () => {
  expect(faultsOf("route:/anything", [classic, own])).toEqual([]);
  expect(faultsOf("scenario:classic,route:/anything", [classic, own])).toHaveLength(1);
});

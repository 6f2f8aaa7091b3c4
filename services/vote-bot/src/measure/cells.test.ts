import { expect, test } from "vitest";
import { createRequestCells } from "./cells.ts";
import { requestOf } from "./testing/records.ts";

test("200 kinds of requests are told apart; what comes after is counted as one kind for each outcome", () => {
  const cells = createRequestCells();
  for (let status = 200; status < 400; status++) cells.add(requestOf(5, { status }));
  expect([[...cells.all()].length, cells.isOverfull()]).toEqual([200, false]);
  for (let status = 400; status < 600; status++) {
    cells.add(requestOf(5, { status, outcome: status < 500 ? "expected" : "error" }));
  }
  cells.add(requestOf(5, { status: 200 }));
  const rest = [...cells.all()]
    .slice(200)
    .map(({ route, status, outcome, duration }) => [route, status, outcome, duration.count]);
  expect(rest).toEqual([
    ["(other routes)", "any", "expected", 100],
    ["(other routes)", "any", "error", 100],
  ]);
  expect(cells.isOverfull()).toBe(true);
});

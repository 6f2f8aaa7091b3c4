import { expect, test } from "vitest";
import { servicePath } from "./service-path.ts";
import { shownOperation } from "./shown-operation.ts";

test.each([
  [["vote-bot", "web", "emoji", "voting"], "vote-bot → web → emoji, voting"],
  [["browser", "web"], "browser → web"],
  [["web"], "web"],
  [[], ""],
])("%o are written %s", (names, path) => {
  expect(servicePath(names)).toBe(path);
});

test.each([
  ["emojivoto.v1.VotingService/VoteDog", "VotingService/VoteDog"],
  ["GET /api/v1.2/votes", "GET /api/v1.2/votes"],
  ["VotingService/VoteDog", "VotingService/VoteDog"],
])("%s is shown as %s", (operation, short) => {
  expect(shownOperation({ operation, attributes: {} })).toBe(short);
});

test("a client's request is shown with its path", () => {
  const attributes = { "url.full": "http://web:8080/api/vote?choice=:joy:" };
  expect(shownOperation({ operation: "GET", attributes })).toBe("GET /api/vote");
  expect(shownOperation({ operation: "GET", attributes: {} })).toBe("GET");
});

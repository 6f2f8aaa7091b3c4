import { expect, test } from "vitest";
import { serviceHue } from "./service-hue.ts";

test("the app's services and their neighbours have hues of their own", () => {
  const names = ["vote-bot", "web", "emoji", "voting", "browser", "sqlite"];
  expect(new Set(names.map(serviceHue)).size).toBe(names.length);
});

test("a name has the same hue each time", () => {
  expect(serviceHue("payments")).toBe(serviceHue("payments"));
});

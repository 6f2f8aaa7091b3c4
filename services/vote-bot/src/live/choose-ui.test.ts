import { expect, test } from "vitest";
import { chooseUi } from "./choose-ui.ts";

const terminal = { isTty: true, env: { TERM: "xterm" }, isEndless: false };
const pipe = { isTty: false, env: {}, isEndless: false };

test.each([
  ["a terminal", terminal, "tui"],
  ["an endless run on a terminal", { ...terminal, isEndless: true }, "tui"],
  ["a terminal in CI", { ...terminal, env: { CI: "true" } }, "plain"],
  ["a terminal where CI is said to be off", { ...terminal, env: { CI: "false" } }, "tui"],
  ["a terminal that can only print", { ...terminal, env: { TERM: "dumb" } }, "plain"],
  [
    "an endless run on a terminal that can only print",
    { ...terminal, env: { TERM: "dumb" }, isEndless: true },
    "plain",
  ],
  ["a pipe", pipe, "plain"],
  ["an endless run into a pipe", { ...pipe, isEndless: true }, "quiet"],
] as const)("auto: %s", (_name, circumstances, ui) => {
  expect(chooseUi("auto", circumstances)).toBe(ui);
});

test.each([
  ["a frame in CI", "tui", { ...terminal, env: { CI: "1" } }, "tui"],
  ["a frame in a pipe, where lines take its place", "tui", { ...pipe, isEndless: true }, "plain"],
  ["lines on a terminal", "plain", terminal, "plain"],
  ["nothing on a terminal", "quiet", terminal, "quiet"],
] as const)("asked for %s", (_name, asked, circumstances, ui) => {
  expect(chooseUi(asked, circumstances)).toBe(ui);
});

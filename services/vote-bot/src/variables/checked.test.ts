import { expect, test } from "vitest";
import { checked, eachLine } from "./checked.ts";

/** Reads a colour. */
const parse = (text: string) => ["red", "blue"].find((name) => name === text);
const faultsOf = (text: string) => {
  if (parse(text) !== undefined) return [];
  return text.includes(" ") ? [`${text}: one word`, `${text}: lower case`] : [`no colour ${text}`];
};
const colour = { parse, faultsOf };
const messagesOf = (result: { error?: { issues: readonly { message: string }[] } | undefined }) =>
  result.error?.issues.map(({ message }) => message);

test("a value that its reader understands is read, and an absent one is none", () => {
  expect(checked(colour).parse("red")).toBe("red");
  expect(checked(colour).parse(undefined)).toBeUndefined();
});

test("the reader's own words, all of them, say what is wrong", () => {
  expect(messagesOf(checked(colour).safeParse("green"))).toEqual(["no colour green"]);
  expect(messagesOf(checked(colour).safeParse("light red"))).toEqual(["light red: one word", "light red: lower case"]);
});

test("a value of several lines has one for each that is not empty, and tells the faults of all", () => {
  const colours = checked(eachLine(colour));
  expect(colours.parse("red\n\n  blue \nred\n")).toEqual(["red", "blue", "red"]);
  expect(messagesOf(colours.safeParse("green\nred\npink"))).toEqual(["no colour green", "no colour pink"]);
});

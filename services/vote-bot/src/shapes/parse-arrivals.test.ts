import { expect, test } from "vitest";
import { arrivalsOf, faultsOfArrivals, parseArrivals } from "./parse-arrivals.ts";

test.each([
  ["even", "evenly spaced"],
  ["poisson", "Poisson arrivals"],
  ["bursts:100", "in bursts of 100"],
])("`%s` are arrivals %s", (text, description) => {
  const choice = parseArrivals(text);
  expect(choice && arrivalsOf(choice, "seed").description).toBe(description);
  expect(faultsOfArrivals(text)).toEqual([]);
});

test.each(["", "bursts", "bursts:", "bursts:x", "uniform", "poisson:3", "EVEN"])("`%s` names the choices", (text) => {
  expect(parseArrivals(text)).toBeUndefined();
  expect(faultsOfArrivals(text)).toEqual([
    `expected \`even\`, \`poisson\`, or \`bursts:100\` for bursts of 100 visits, got \`${text}\``,
  ]);
});

test.each(["bursts:0", "bursts:-5", "bursts:1.5", "bursts:1000001"])("`%s` is no size for a burst", (text) => {
  expect(parseArrivals(text)).toBeUndefined();
  expect(faultsOfArrivals(text)).toEqual([`expected a burst of 1 to 1000000 visits, got ${text.slice(7)}`]);
});

import { expect, test } from "vitest";
import { createDraw } from "./draw.ts";
import { createPick, pickEmoji } from "./pick-emoji.ts";
import { parseScenarioMix, pickScenario } from "./scenario-mix.ts";

const shortcodes = Array.from({ length: 100 }, (_, index) => `:emoji_${index}:`);

const choices = (seed: string, visits: number, doughnutShare = 0.15) =>
  Array.from({ length: visits }, (_, index) => pickEmoji(createDraw(seed, index + 1), doughnutShare, shortcodes));

test("the same seed makes the same choices, another seed makes others", () => {
  expect(choices("a", 50)).toEqual(choices("a", 50));
  expect(choices("a", 50)).not.toEqual(choices("b", 50));
});

test("15 % of the votes are for the doughnut, and the rest are spread over the whole list", () => {
  const all = choices("share", 20_000);
  const counts = Map.groupBy(all, (choice) => choice);
  const doughnuts = counts.get(":doughnut:")?.length ?? 0;
  expect(doughnuts / all.length).toBeCloseTo(0.15, 1.7);
  for (const shortcode of shortcodes) {
    const share = (counts.get(shortcode)?.length ?? 0) / (all.length - doughnuts);
    expect(share).toBeGreaterThan(0.005);
    expect(share).toBeLessThan(0.015);
  }
});

test("the share is kept at its ends", () => {
  expect(new Set(choices("ends", 200, 1))).toEqual(new Set([":doughnut:"]));
  expect(choices("ends", 200, 0)).not.toContain(":doughnut:");
});

test("a later version makes the choices that this one makes by the same seed", () => {
  const mix = parseScenarioMix("classic=3,auth=1") ?? [];
  const plans = Array.from({ length: 8 }, (_, index) => {
    const draw = createDraw("spring", index + 1);
    return `${pickScenario(draw, mix)} ${createPick(draw, 0.3)([":joy:", ":tada:", ":ghost:", ":fire:"])}`;
  });
  expect(plans).toEqual([
    "classic :ghost:",
    "classic :doughnut:",
    "auth :ghost:",
    "classic :tada:",
    "auth :fire:",
    "classic :fire:",
    "classic :doughnut:",
    "classic :joy:",
  ]);
});

test("each vote of a visit has a choice of its own", () => {
  const pick = createPick(createDraw("votes", 1), 0.15);
  const votes = Array.from({ length: 20 }, () => pick(shortcodes));
  expect(new Set(votes).size).toBeGreaterThan(10);
  expect(votes).toContain(":doughnut:");
});

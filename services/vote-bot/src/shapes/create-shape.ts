import type { Arrivals, RateProfile, Shape } from "./shape.ts";

/** The load shape of visits that arrive as `arrivals` does, at the rate of `profile`. */
export function createShape(profile: RateProfile, arrivals: Arrivals): Shape {
  const { durationMs, visits, peakPerSecond, ratePerSecondAt, offsetOf } = profile;
  return {
    description: `${profile.description}, ${arrivals.description}`,
    durationMs,
    visits: arrivals.countBelow(visits),
    peakPerSecond,
    ratePerSecondAt,
    offsets: function* () {
      for (const count of arrivals.counts()) {
        const offsetMs = offsetOf(count);
        if (offsetMs >= durationMs) return;
        yield offsetMs;
      }
    },
  };
}

/** How the visits of an open run are spread over its time: a load shape, whatever becomes of the visits. */
export type Shape = {
  /** One line for people: `constant 200/s for 30 s, evenly spaced`. */
  readonly description: string;
  /** Infinity for one without an end. */
  readonly durationMs: number;
  /** How many visits it comes to, Infinity without an end; the mean where arrivals are random. */
  readonly visits: number;
  /** The highest rate that is meant. */
  readonly peakPerSecond: number;
  /** The rate that is meant at a time of the run, in visits a second. */
  ratePerSecondAt(offsetMs: number): number;
  /** Intended starts, in milliseconds from the start of the run, ascending and below `durationMs`. */
  offsets(): Iterable<number>;
};

/** The rate of the visits over the time of a run. */
export type RateProfile = {
  readonly description: string;
  readonly durationMs: number;
  /** The area under the rate, in visits, rounded to millionths; Infinity without an end. */
  readonly visits: number;
  readonly peakPerSecond: number;
  ratePerSecondAt(offsetMs: number): number;
  /**
   * The last time, in milliseconds, at which no more than `visits` visits were due, so that a visit never falls on a
   * stretch without load; Infinity when it never comes to more.
   */
  offsetOf(visits: number): number;
};

/**
 * How visits arrive at a mean rate of one: the ascending counts at which each starts, without an end (0, 1, 2, … for
 * evenly spaced ones). A rate profile stretches them over its time.
 */
export type Arrivals = {
  readonly description: string;
  counts(): Iterable<number>;
  /** How many of the counts are below `visits`; the mean of it where they are random. */
  countBelow(visits: number): number;
};

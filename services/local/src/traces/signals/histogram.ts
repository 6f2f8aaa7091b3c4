/** Latencies on a logarithmic scale: four buckets an octave, from 15.6 µs to 262 s; percentiles are off by 9 % at most. */
export type Histogram = Uint32Array;

const smallestMs = 2 ** -6;
const perOctave = 4;
const buckets = 96;

export function createHistogram(): Histogram {
  return new Uint32Array(buckets);
}

export function bucketOf(durationMs: number): number {
  if (durationMs <= smallestMs) return 0;
  return Math.min(buckets - 1, Math.floor(Math.log2(durationMs / smallestMs) * perOctave));
}

/** The latency that the share `quantile` of the requests did not exceed, to a microsecond; undefined of none. */
export function quantileMs(histogram: Histogram, quantile: number): number | undefined {
  let rank = quantile * histogram.reduce((sum, count) => sum + count, 0);
  if (rank === 0) return;
  for (const [bucket, count] of histogram.entries()) {
    if (count > 0 && rank <= count) {
      const latencyMs = smallestMs * 2 ** ((bucket + rank / count) / perOctave);
      return Math.round(latencyMs * 1_000) / 1_000;
    }
    rank -= count;
  }
}

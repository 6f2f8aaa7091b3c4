/** To millionths: what floating point adds to 0.07/s × 100 s = 7 visits would otherwise be an eighth. */
export function roundVisits(visits: number): number {
  return Number.isFinite(visits) ? Math.round(visits * 1e6) / 1e6 : visits;
}

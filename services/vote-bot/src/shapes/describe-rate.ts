/** A rate for people: `200/s`, `0.5/s`, `100,000/s`. */
export function describeRate(perSecond: number): string {
  return `${perSecond.toLocaleString("en-US", { maximumFractionDigits: 3 })}/s`;
}

/** How long the target takes for its n-th request: 20 to 500 ms, the longer the rarer. */
export function delayOf(request: number): number {
  // The golden ratio's multiples are spread evenly over [0, 1) from the first on, so that any part of a run has them all.
  const place = (request * 0.618_033_988_749_895) % 1;
  return 20 + 480 * place ** 3;
}

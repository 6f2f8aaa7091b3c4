/** How long to wait before the next try, in milliseconds: doubling from half a second to ten. */
export function retryDelayMs(failures: number): number {
  return Math.min(10_000, 500 * 2 ** Math.max(0, failures - 1));
}

/**
 * An SVG path through the last values, scaled to the box: `slots` of them fill its width, the newest at the right.
 * A missing value leaves a gap.
 */
export function sparkline(
  values: readonly (number | undefined)[],
  slots: number,
  { width, height }: { width: number; height: number },
): string {
  const known = values.filter((value) => value !== undefined);
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  let path = "";
  let isDown = false;
  for (const [at, value] of values.entries()) {
    if (value !== undefined) {
      const x = width - ((values.length - 1 - at) / (slots - 1)) * width;
      // What does not change is a line in the middle, not on the floor.
      const y = range === 0 ? height / 2 : height - ((value - low) / range) * height;
      path += `${isDown ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    }
    isDown = value !== undefined;
  }
  return path;
}

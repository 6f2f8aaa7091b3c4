/** How many hues styles/tokens.css has: `--service-0` and on. */
export const hues = 7;

/** A service's hue as a CSS colour: by its name alone, so that it is the same on every view and every day. */
export function serviceHue(name: string): string {
  return `var(--service-${hash(name) % hues})`;
}

/** The start of the hash with which the app's own services fall on hues of their own. */
const seed = 24;

/** FNV-1a, from a start of our own. */
function hash(text: string): number {
  let value = seed;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}

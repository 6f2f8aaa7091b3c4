const steps = [1, 2, 5];

/** Marks at round times from 0 to a trace's length, at most `most` of them beside 0. */
export function timeAxis(lengthMs: number, most = 6): readonly number[] {
  if (!(lengthMs > 0)) return [0];
  let power = 10 ** Math.floor(Math.log10(lengthMs / most));
  let step = power;
  for (let at = 0; lengthMs / step > most; at++) {
    if (at > 0 && at % steps.length === 0) power *= 10;
    step = power * (steps[at % steps.length] ?? 1);
  }
  return Array.from({ length: Math.floor(lengthMs / step + 1e-9) + 1 }, (_, at) => at * step);
}

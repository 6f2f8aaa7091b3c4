/** At most `width` values: neighbours become one by `merge`, which gets what there is of them; nothing stays undefined. */
export function condense(
  values: readonly (number | undefined)[],
  width: number,
  merge: (values: readonly number[]) => number,
): (number | undefined)[] {
  const size = Math.max(1, Math.ceil(values.length / Math.max(1, width)));
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => {
    const present = values.slice(index * size, (index + 1) * size).filter((value) => value !== undefined);
    return present.length === 0 ? undefined : merge(present);
  });
}

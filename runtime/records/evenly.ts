/** Places among `count`, at equal distances and at most so many; the first and the last are among them. */
export function evenly(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, at) => at);
  if (most <= 1) return most === 1 ? [0] : [];
  return Array.from({ length: most }, (_, at) => Math.round(at * (count - 1) / (most - 1)));
}

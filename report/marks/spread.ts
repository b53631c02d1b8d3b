/**
 * Places near the wished ones, in their order, with at least a distance between two of them: each keeps its own
 * where it can, crowds move apart around their middle.
 */
export function spread(
  wishes: readonly number[],
  { distance, low, high }: {
    readonly distance: number;
    readonly low: number;
    readonly high: number;
  },
): readonly number[] {
  const order = wishes.map((_, index) => index).sort((one, other) => wishes[one] - wishes[other]);
  /** Crowds from the top down: those in them, and where the first stands. */
  const crowds: { members: number[]; start: number }[] = [];
  const startOf = (members: readonly number[]) => {
    const mean = members.reduce((sum, index) => sum + wishes[index], 0) / members.length;
    const extent = (members.length - 1) * distance;
    return Math.max(low, Math.min(high - extent, mean - extent / 2));
  };
  for (const index of order) {
    let crowd = { members: [index], start: startOf([index]) };
    for (let above = crowds.at(-1); above; above = crowds.at(-1)) {
      const end = above.start + (above.members.length - 1) * distance;
      if (crowd.start >= end + distance) break;
      crowds.pop();
      const members = [...above.members, ...crowd.members];
      crowd = { members, start: startOf(members) };
    }
    crowds.push(crowd);
  }
  const places = [...wishes];
  for (const { members, start } of crowds) {
    members.forEach((index, nth) => places[index] = start + nth * distance);
  }
  return places;
}

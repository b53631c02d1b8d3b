import type { Frame } from "./frame.ts";

/** The rows that say the names of the columns again, as where tables were put together. */
export function repeatedHeaders({ rows, columns }: Frame): ReadonlySet<number> {
  const wordy = columns.filter((column) => column.kind === "category");
  const counts = new Map<number, number>();
  for (const { name, codes, words } of wordy) {
    const own = words.indexOf(name);
    if (own < 0) continue;
    for (let row = 0; row < rows; row++) {
      if (codes[row] === own) counts.set(row, (counts.get(row) ?? 0) + 1);
    }
  }
  // Some cells may say the name of their column by chance.
  const least = Math.max(Math.min(2, columns.length), Math.ceil(columns.length / 2));
  return new Set([...counts].filter(([, count]) => count >= least).map(([row]) => row));
}

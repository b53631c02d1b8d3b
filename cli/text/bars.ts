const levels = " ▁▂▃▄▅▆▇█";

/** Counts as a row of bars, the largest as high as a line: `▁▃█▅▂`. A count of at least one is seen. */
export function histogram(counts: readonly number[]): string {
  const largest = Math.max(...counts);
  return counts.map((count) => {
    const level = count === 0 ? 0 : Math.max(1, Math.round(count / largest * (levels.length - 1)));
    return levels[level];
  }).join("");
}

/** A share in 0..1 as a bar of so many letters. */
export function bar(share: number, length: number): string {
  const full = Math.round(share * length);
  return "█".repeat(full) || (share > 0 ? "▏" : "");
}

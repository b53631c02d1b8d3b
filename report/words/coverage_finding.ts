import { shareInterval } from "./interval.ts";

/** Whether bands cover more or fewer rows than they should: where the 95% interval of their share does not hold it. */
export function coverageOf(
  { hits, rows, wanted }: { readonly hits: number; readonly rows: number; readonly wanted: number },
): "more" | "fewer" | undefined {
  if (rows === 0) return undefined;
  const [low, high] = shareInterval(hits, rows);
  return low > wanted ? "more" : high < wanted ? "fewer" : undefined;
}

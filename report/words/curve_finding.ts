import type { Curve } from "../input/curve.ts";

/** A rise this large, against the whole range of a curve, is told. */
const toldShare = 0.05;
/** A curve that moves no more over the last fifth of its epochs is flat. */
const flatShare = 0.01;
/** Fewer epochs do not show that. */
const fewestInTail = 3;

/**
 * What the curve of rows that did not train does in the end: it turns for the worse, it is flat, or it still gets
 * better. By how much its last value lies behind its best one, as a share of its range: more than 5% is a turn.
 */
export function curveFinding(
  curves: readonly Curve[],
  { better }: { readonly better: "higher" | "lower" },
): string | undefined {
  const curve = curves.find(({ kind, name }) => kind === "main" && name !== "train");
  const known = (curve?.points ?? []).flatMap(([x, y]) => y === null ? [] : [[x, y] as const]);
  if (!curve || known.length < 5 || known.length < curve.points.length) return undefined;
  const costs = known.map(([x, y]) => [x, better === "lower" ? y : -y] as const);
  const values = costs.map(([, cost]) => cost);
  const [best, worst] = [Math.min(...values), Math.max(...values)];
  const range = worst - best;
  if (range === 0) return undefined;
  const [bestAt] = costs.find(([, cost]) => cost === best) ?? [0];
  const end = values[values.length - 1];
  if ((end - best) / range > toldShare) {
    return `${capital(curve.name)} is best in epoch ${bestAt} and gets worse from there on.`;
  }
  const tail = values.slice(-Math.ceil(values.length / 5));
  const moved = Math.max(...tail) - Math.min(...tail);
  if (tail.length >= fewestInTail && moved / range < flatShare) {
    return `${capital(curve.name)} hardly moves over the last fifth of the epochs.`;
  }
  return end === best && known.length > 5
    ? `${capital(curve.name)} is still getting better in the last epoch.`
    : undefined;
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

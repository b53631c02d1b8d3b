import { counted } from "./numbers.ts";

/** A row on a plane: whether its answer is right, and how sure it is. */
export interface SureRow {
  readonly truth: number;
  readonly said: number;
  readonly sure: number;
}

/** From so many wrong rows on it is told how sure they were. */
const leastWrong = 2;

/**
 * What the rows on the wrong side have in common: none is there, or more than half of at least two are where the
 * answer is sure, or where it is not. Of scores it is not known.
 */
export function wrongSideFinding(
  rows: readonly SureRow[],
  { sureFrom, isScored }: { readonly sureFrom: number; readonly isScored?: boolean },
): string | undefined {
  const wrong = rows.filter(({ truth, said }) => truth !== said);
  if (rows.length === 0) return undefined;
  if (wrong.length === 0) return "No row is on the wrong side.";
  if (isScored || wrong.length < leastWrong) return undefined;
  const sure = wrong.filter(({ sure }) => sure >= sureFrom).length;
  const percent = `${Math.round(sureFrom * 100)}%`;
  const of = (part: number) =>
    part === wrong.length ? `All ${part} rows` : `${part} of the ${counted(wrong.length, "row")}`;
  if (2 * sure > wrong.length) {
    return `${of(sure)} on the wrong side lie where the model is at least ${percent} sure.`;
  }
  return 2 * sure < wrong.length
    ? `${
      of(wrong.length - sure)
    } on the wrong side lie where the model is less than ${percent} sure.`
    : undefined;
}

/** Which class is taken for which by more than half of the wrong rows, of at least two. */
export function commonMistake(
  rows: readonly SureRow[],
):
  | { readonly truth: number; readonly said: number; readonly rows: number; readonly of: number }
  | undefined {
  const wrong = rows.filter(({ truth, said }) => truth !== said);
  const counts = new Map<string, { truth: number; said: number; rows: number }>();
  for (const { truth, said } of wrong) {
    const key = `${truth} ${said}`;
    const rows = (counts.get(key)?.rows ?? 0) + 1;
    counts.set(key, { truth, said, rows });
  }
  const found = [...counts.values()].find(({ rows }) => 2 * rows > wrong.length);
  return found && wrong.length >= leastWrong ? { ...found, of: wrong.length } : undefined;
}

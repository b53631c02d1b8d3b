import type { ComparisonVerdict, Ranking, StatisticalTest } from "../../report/input/comparison.ts";
import type { RecordedPart, Records } from "../../report/input/records.ts";
import { meanOf } from "../evaluate/mean.ts";
import { rowErrors } from "../records/row_errors.ts";
import type { MemberResult } from "./compared.ts";
import { exactMcNemar, pairedBootstrap, pairedT } from "./statistics.ts";

/** Two configurations tested over the seeds and over the rows that both were judged by. */
export function testsOf(
  some: readonly MemberResult[],
  others: readonly MemberResult[],
  ranking: Ranking,
): Pick<ComparisonVerdict, "seeds" | "rows"> {
  const pairs = some.flatMap((one) => {
    const other = others.find(({ member: { seed } }) => seed === one.member.seed);
    return one.finished && other?.finished ? [[one.finished, other.finished] as const] : [];
  });
  const scores = (side: 0 | 1) =>
    pairs.map((pair) => pair[side].metrics.parts[ranking.part]?.[ranking.metric] ?? NaN);
  const seeds = pairedT(scores(0), scores(1));
  const rows = rowsTest(pairs.map(([one]) => one.records), pairs.map(([, other]) => other.records));
  return { ...seeds && { seeds }, ...rows && { rows } };
}

/** Over test rows where there are some: nobody chose anything by them. */
function rowsTest(
  some: readonly Records[],
  others: readonly Records[],
): (StatisticalTest & { readonly part: "test" | "valid" | "train" }) | undefined {
  const [first] = some;
  if (!first) return undefined;
  const part = (["test", "valid", "train"] as const).find((each) => first.parts[each]);
  const all = [...some, ...others].map(({ parts }) => part && parts[part]);
  const [one] = all;
  if (!part || !one?.targets || !all.every((each) => each && isOfSameRows(each, one))) {
    return undefined;
  }
  const errors = (records: readonly Records[]) =>
    meanByRow(records.map(({ parts }) => rowErrors(parts[part]!))); // made sure of above
  // Of several seeds, a row is right where most have it right.
  const right = (records: readonly Records[]) => errors(records).map((error) => error < 0.5);
  const test = first.answers.kind === "numbers"
    ? pairedBootstrap(errors(some), errors(others))
    : exactMcNemar(right(some), right(others));
  return { ...test, part };
}

/** Whether two parts are the same rows, with the same truth. */
function isOfSameRows(one: RecordedPart, other: RecordedPart): boolean {
  const isSame = <T>(some: readonly T[] = [], others: readonly T[] = []) =>
    some.length === others.length && some.every((each, at) => each === others[at]);
  return isSame(one.recorded, other.recorded) && isSame(one.targets, other.targets);
}

function meanByRow(errors: readonly (readonly number[])[]): readonly number[] {
  return errors[0].map((_, row) => meanOf(errors.map((each) => each[row])));
}

import type {
  ComparedRow,
  Comparison,
  ComparisonVerdict,
  Ranking,
  Spread,
} from "../../report/input/comparison.ts";
import type { PartName } from "../../dsl/language/pipeline.ts";
import type { MemberResult } from "./compared.ts";
import { judgedOverSeeds } from "../evaluate/expectations.ts";
import { meanOf } from "../evaluate/mean.ts";
import { deviationOf } from "./statistics.ts";
import { testsOf } from "./tests_of.ts";

/** The trainings of one configuration. */
interface Group {
  readonly row: ComparedRow;
  readonly results: readonly MemberResult[];
}

/** Compares trainings, of which at least one went well. */
export function comparisonOf(results: readonly MemberResult[]): Comparison {
  const groups = [...Map.groupBy(results, ({ member }) => member.configuration.label).values()]
    .map((results): Group => ({ row: rowOf(results), results }));
  const finished = results.flatMap(({ finished }) => finished ?? []);
  const ranking = rankingOf(results);
  const isBetter = (one: Group, other: Group) =>
    costOf(one.row, ranking) - costOf(other.row, ranking);
  const ranked = groups.toSorted(isBetter);
  const [best, next] = ranked.filter(({ row }) => row.trained > 0);
  return {
    ranking,
    rows: ranked.map(({ row }) => row),
    ...best && next && { verdict: verdictOf(best, next, ranking) },
    baselines: finished[0].metrics.baselines ?? [],
    sizes: Object.fromEntries(
      Object.entries(finished[0].metrics.parts).map(([part, { rows }]) => [part, rows]),
    ),
  };
}

function rowOf(results: readonly MemberResult[]): ComparedRow {
  const { configuration: { label, path, variant, linear, set } } = results[0].member;
  const finished = results.flatMap(({ finished }) => finished ?? []);
  const parts: Record<string, Record<string, Spread>> = {};
  for (const [part, { rows: _, ...scores }] of Object.entries(finished[0]?.metrics.parts ?? {})) {
    parts[part] = Object.fromEntries(
      Object.keys(scores).map((metric) => [
        metric,
        spreadOf(finished.map(({ metrics }) => metrics.parts[part as PartName]?.[metric] ?? NaN)),
      ]),
    );
  }
  return {
    ...{ label, pipeline: path },
    ...variant !== undefined && { variant },
    ...linear && { linear },
    set,
    trained: finished.length,
    failed: results.flatMap(({ reason }) => reason ?? []),
    ...finished.length > 0 && {
      parameters: finished[0].metrics.parameters,
      seconds: spreadOf(finished.map(({ seconds }) => seconds)),
    },
    parts,
    expectations: expectationsOf(results),
  };
}

/** Trainings without a seed of their own are no means over seeds. */
function expectationsOf(results: readonly MemberResult[]): ComparedRow["expectations"] {
  const { expectations = [] } = results.find(({ judging }) => judging)?.judging ?? {};
  const bySeed = results.filter(({ member }) => member.seed !== undefined)
    .toSorted((one, other) => Number(one.member.seed) - Number(other.member.seed));
  return judgedOverSeeds({ expectations }, bySeed.map(({ finished }) => finished?.metrics.parts));
}

function spreadOf(values: readonly number[]): Spread {
  const mean = meanOf(values);
  return values.length > 1 ? { mean, deviation: deviationOf(values) } : { mean };
}

/** By the first metric that has a better side, on rows that did not train. */
function rankingOf(results: readonly MemberResult[]): Ranking {
  const { finished, judging } = results.find(({ finished }) => finished) ?? {};
  const parts = finished?.metrics.parts ?? {};
  const part = (["valid", "test", "train"] as const).find((each) => parts[each]) ?? "train";
  const metric =
    Object.keys(parts[part] ?? {}).find((each) => each !== "loss" && judging?.ranked[each]) ??
      "loss";
  return { metric, part, better: judging?.ranked[metric] ?? "lower" };
}

/** The less, the better. */
function costOf({ parts }: ComparedRow, { metric, part, better }: Ranking): number {
  const mean = parts[part]?.[metric]?.mean ?? NaN;
  const cost = better === "lower" ? mean : -mean;
  return Number.isNaN(cost) ? Infinity : cost;
}

const significance = 0.05;

function verdictOf(best: Group, next: Group, ranking: Ranking): ComparisonVerdict {
  const tests = testsOf(best.results, next.results, ranking);
  const isLarger = [tests.seeds, tests.rows].every((test) => test && test.p < significance);
  const isTie = costOf(best.row, ranking) === costOf(next.row, ranking);
  return { best: best.row.label, next: next.row.label, ...tests, isLarger, isTie };
}

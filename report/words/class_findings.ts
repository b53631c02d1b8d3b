import type { ClassRow } from "../input/class_rows.ts";
import { type Content, markup, name } from "../markup/markup.ts";
import {
  type ClassResult,
  type MixUp,
  mixUpsOf,
  mostMixedPair,
} from "../statistics/class_results.ts";
import { shareInterval } from "./interval.ts";
import { count, percent, probability } from "./numbers.ts";

/** How classes are called, by their codes. */
type Names = readonly string[];

/** Fewer wrong rows than this show no pattern. */
const fewestForPattern = 4;

/**
 * What most of the wrong rows are: where more than half of them are one class taken for another, that; where more
 * than half lie between two of at least three classes, these.
 */
export function mostWrong(mixUps: readonly MixUp[], names: Names): Content {
  const wrong = sum(mixUps.map(({ rows }) => rows));
  const [first] = mixUps;
  if (!first || wrong < 2) return undefined;
  if (first.rows > wrong / 2) {
    const which = first.rows === wrong ? "All" : `${count(first.rows)} of them`;
    return markup`${which} are ${called(names[first.truth])} taken for ${
      called(names[first.said])
    }.`;
  }
  const pair = mostMixedPair(mixUps);
  if (!pair || names.length < 3 || pair.rows <= wrong / 2) return undefined;
  return markup`${count(pair.rows)} of them lie between ${called(names[pair.truth])} and ${
    called(names[pair.said])
  }.`;
}

/**
 * What a confusion matrix shows first: that nothing is off its diagonal, or one cell; a class that is never
 * answered; two of several classes between which more than half of at least 4 wrong rows lie; or one of two that is
 * taken for the other at least twice as often as the other way round.
 */
export function matrixFinding(counts: readonly (readonly number[])[], names: Names): Content {
  const mixUps = mixUpsOf(counts);
  const [first, second] = mixUps;
  if (!first) return "No cell off the diagonal is filled.";
  if (!second) return "Only one cell off the diagonal is filled.";
  const never = counts.findIndex((row, code) =>
    sum(row) > 0 && counts.every((each) => each[code] === 0)
  );
  if (never >= 0) return markup`${called(names[never])} is never answered.`;
  const wrong = sum(mixUps.map(({ rows }) => rows));
  if (wrong < fewestForPattern) return undefined;
  if (names.length === 2) {
    return first.rows >= 2 * second.rows &&
      markup`${called(names[first.truth])} is taken for ${called(names[first.said])} more often, ${
        count(first.rows)
      } times, than the other way round, ${count(second.rows)}.`;
  }
  const pair = mostMixedPair(mixUps);
  return pair && pair.rows > wrong / 2 &&
    markup`${count(pair.rows)} of ${count(wrong)} wrong rows lie between ${
      called(names[pair.truth])
    } and ${called(names[pair.said])}.`;
}

/**
 * The class that is found least often, where the 95% interval of its recall lies below that of all others together.
 */
export function leastFound(results: readonly ClassResult[], names: Names): Content {
  const known = results.flatMap((result, code) => result.rows > 0 ? [{ ...result, code }] : []);
  if (known.length < 2) return undefined;
  const least = known.reduce((one, other) =>
    other.right / other.rows < one.right / one.rows ? other : one
  );
  const others = known.filter((each) => each !== least);
  const [rows, right] = [
    sum(others.map(({ rows }) => rows)),
    sum(others.map((each) => each.right)),
  ];
  const [, high] = shareInterval(least.right, least.rows);
  const [low] = shareInterval(right, rows);
  if (high >= low) return undefined;
  return markup`${called(names[least.code])} is found least often, ${count(least.right)} of ${
    count(least.rows)
  } times.`;
}

/** A row that got this much for a wrong answer is a sure one. */
const sure = 0.9;
/** Where no wrong row got as much, they are doubtful. */
const doubtful = 0.8;

/**
 * How sure the wrong answers are, of at least 2: that more than half of them got more than 0.9, or that none got
 * 0.8.
 */
export function surenessFinding(
  wrong: readonly Pick<ClassRow, "sure">[],
): string | undefined {
  if (wrong.length < 2) return undefined;
  const overSure = wrong.filter((row) => row.sure > sure).length;
  if (overSure > wrong.length / 2) {
    return `${count(overSure)} of ${count(wrong.length)} wrong answers got more than ${
      probability(sure)
    }.`;
  }
  const highest = Math.max(...wrong.map((row) => row.sure));
  return highest < doubtful ? `No wrong answer got more than ${probability(highest)}.` : undefined;
}

/**
 * Whether a model is surer than it is right: where the mean probability of its answers lies outside the 95%
 * interval of the share that is right.
 */
export function calibrationFinding(
  { mean, hits, rows }: { readonly mean: number; readonly hits: number; readonly rows: number },
): string | undefined {
  const [low, high] = shareInterval(hits, rows);
  if (mean >= low && mean <= high || rows === 0) return undefined;
  const which = mean > high ? "surer than it is right" : "less sure than it is right";
  return `The model is ${which}: its answers get ${probability(mean)} on average, and ${
    percent(hits / rows, rows)
  } of them are right.`;
}

/** A class, set apart from the sentence around it. */
export function called(text: string): Content {
  return markup`<i>${name(text)}</i>`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

import type { PartName } from "../../dsl/language/pipeline.ts";
import { type Diagnostic, warning } from "../../dsl/text/diagnostic.ts";
import type { Baseline } from "../../report/input/metrics.ts";
import type { RecordedPart, Records } from "../../report/input/records.ts";
import { meanOf } from "../evaluate/mean.ts";
import { rowErrors } from "./row_errors.ts";

/** Of fewer rows nothing follows. */
const leastRows = 20;
/** Numbers that differ by less, as a share of how far the targets lie apart, are one answer. */
const sameShare = 1e-6;

/** What a person should know of a model that does no more than a constant would. */
export function remarksOn(
  { parts, answers }: Records,
  baselines: readonly Baseline[],
): readonly Diagnostic[] {
  const name = (["test", "valid", "train"] as const).find((each) => parts[each]);
  const part = name && parts[name];
  if (!name || !part?.targets || part.rows < leastRows) return [];
  const judged = { name, part, answers };
  const same = oneAnswer(judged);
  return same ? [same] : notBetter(judged, baselines);
}

interface Judged {
  readonly name: PartName;
  readonly part: RecordedPart;
  readonly answers: Records["answers"];
}

/** A model that answers every row alike, where the rows are not all alike. */
function oneAnswer({ name, part, answers }: Judged): Diagnostic | undefined {
  const { recorded, targets = [], labels } = part;
  const said = labels ?? part.answers;
  const width = said.length / recorded.length;
  const near = labels ? 0 : sameShare * rangeOf(targets);
  const isOne = said.every((value, at) =>
    Math.abs((value ?? NaN) - (said[at % width] ?? NaN)) <= near
  );
  const wanted = targets.length / recorded.length;
  if (!isOne || targets.every((value, at) => value === targets[at % wanted])) return undefined;
  const [first] = said;
  const shown = answers.kind === "classes" && first !== null
    ? `"${answers.names[first]}"`
    : said.slice(0, width).map((value) => shortNumber(value ?? NaN)).join(", ");
  return warning("W0702", {}, {
    message: `The model gives one answer to all ${part.rows} ${name} rows: ${shown}`,
    help: "It has learnt nothing of its features: try another learning rate, more epochs, or scale",
  });
}

function rangeOf(values: readonly (number | null)[]): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value ?? NaN);
    high = Math.max(high, value ?? NaN);
  }
  return high - low;
}

function notBetter({ name, part, answers }: Judged, baselines: readonly Baseline[]): Diagnostic[] {
  const { recorded, targets = [], labels } = part;
  const rows = recorded.length;
  const baseline = baselines.find(({ answer }) => answer !== "median");
  const theirs = baseline?.parts[name];
  const isWhole = rows === part.rows;
  // Several quantiles of a target are no guesses of it.
  if (!baseline || !theirs || !isWhole || (labels ?? part.answers).length !== targets.length) {
    return [];
  }
  const errors = rowErrors(part);
  const [metric, own] = labels
    ? ["accuracy", errors.filter((error) => error === 0).length / rows] as const
    : ["mse", meanOf(errors)] as const;
  const isBetter = metric === "accuracy" ? own > theirs[metric] : own < theirs[metric];
  if (isBetter) return [];
  const shown = typeof baseline.says === "string"
    ? `"${baseline.says}"`
    : labels
    ? baseline.says.join(", ")
    : `the mean, ${baseline.says.map(shortNumber).join(", ")}`;
  return [warning("W0701", {}, {
    message: `The model is no better than always answering ${shown}: ${metric} ${
      shortNumber(own)
    } on ${name}, against ${shortNumber(theirs[metric])}`,
    help: answers.kind === "numbers"
      ? "Train longer or otherwise, or look for features that say more of the target"
      : "Where one answer is frequent, balanced_accuracy, roc_auc and confusion_matrix say more",
  })];
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

import { numbersIn } from "../inference/predictions.ts";
import type { AnsweredPart } from "./answered_part.ts";

/** The places of the rows with the largest errors, the largest first; none without a target. */
export function worstRows(part: AnsweredPart, most: number): readonly number[] {
  const errors = errorsOf(part);
  return Array.from(errors, (_, at) => at).filter((at) => errors[at] > 0)
    .sort((one, other) => errors[other] - errors[one] || one - other).slice(0, most);
}

/**
 * How far an answer is off: of a class 1 and more where another one is said, by how little the right one is
 * believed; of labels how many are wrong, likewise; of numbers their distances, together.
 */
function errorsOf({ predictions, targets }: AnsweredPart): Float64Array {
  const { rows } = predictions;
  const answers = numbersIn(predictions);
  if (!targets || rows === 0) return new Float64Array();
  const [width, wanted] = [answers.length / rows, targets.length / rows];
  return Float64Array.from({ length: rows }, (_, row) => {
    const own = answers.subarray(row * width, (row + 1) * width);
    const error = predictions.kind === "classes"
      ? Number(predictions.label[row] !== predictions.classes[targets[row]]) + 1 - own[targets[row]]
      : own.reduce((sum, answer, at) => {
        // Several quantiles of one target follow each other.
        const target = targets[row * wanted + Math.floor(at * wanted / width)];
        const isWrong = predictions.kind === "labels" &&
          predictions.label[row * width + at] !== target;
        return sum + Number(isWrong) + Math.abs(answer - target);
      }, 0);
    // What is no number is as wrong as can be.
    return Number.isNaN(error) ? Infinity : error;
  });
}

import { shortestDecimal } from "../formats/decimal.ts";
import type { Predictions } from "./predictions.ts";

/** An answer as JSON has it. */
export type JsonAnswer = Readonly<Record<string, unknown>>;

/**
 * The answer for a row: `{ label, probability: { <class>: ... } }`, or `{ prediction }`, numbers in the shortest
 * digits that give the same float32 again.
 * @param row From 0; without one, `null` stands in the place of each: there is no answer.
 */
export function answerObject(predictions: Predictions, row: number | undefined): JsonAnswer {
  switch (predictions.kind) {
    case "classes": {
      const { label, classes, probability } = predictions;
      const values = predictions.isScored ? "score" : "probability";
      if (row === undefined) return { label: null, [values]: null };
      return { label: labelOf(label[row], classes), [values]: byName(classes, probability, row) };
    }
    case "labels": {
      const { names, label, probability } = predictions;
      if (row === undefined) return { label: null, probability: null };
      return { label: byName(names, label, row), probability: byName(names, probability, row) };
    }
    case "numbers": {
      const { names, prediction } = predictions;
      if (row === undefined) return { prediction: null };
      const one = names.length === 1 && shortestDecimal(prediction[row]);
      return { prediction: one === false ? byName(names, prediction, row) : one };
    }
  }
}

/** @param values [rows, names], row-major. */
function byName(
  names: readonly string[],
  values: Float32Array | Int32Array,
  row: number,
): JsonAnswer {
  return Object.fromEntries(
    names.map((name, at) => [name, shortestDecimal(values[row * names.length + at])]),
  );
}

/** A label as the model gives it: a number where all classes are whole numbers. */
function labelOf(label: string, classes: readonly string[]): string | number {
  const areNumbers = classes.every((each) => String(Math.trunc(Number(each))) === each);
  return areNumbers ? Number(label) : label;
}

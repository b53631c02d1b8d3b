/** What a model answers for some rows, in their order. */
export type Predictions = ClassPredictions | LabelPredictions | NumberPredictions;

/** One of several classes for each row. */
export interface ClassPredictions {
  /** Tells them from the others. */
  readonly kind: "classes";
  /** How many rows were answered. */
  readonly rows: number;
  /** In the order of the columns of `probability`. */
  readonly classes: readonly string[];
  /** [rows], the name of the most probable class. */
  readonly label: readonly string[];
  /** [rows, classes], row-major; scores from 0 to 1 that are no probabilities where `isScored`. */
  readonly probability: Float32Array;
  /** Whether the model was trained with a loss that knows no probabilities, such as hinge. */
  readonly isScored?: boolean;
}

/** Several labels, each of which a row has or has not. */
export interface LabelPredictions {
  /** Tells them from the others. */
  readonly kind: "labels";
  /** How many rows were answered. */
  readonly rows: number;
  /** The labels: the target columns. */
  readonly names: readonly string[];
  /** [rows, names], 0 or 1, row-major. */
  readonly label: Int32Array;
  /** [rows, names], row-major. */
  readonly probability: Float32Array;
}

/** The numbers of an answer, row-major: probabilities, scores, or predictions. */
export function numbersIn(predictions: Predictions): Float32Array {
  return predictions.kind === "numbers" ? predictions.prediction : predictions.probability;
}

/** Numbers, in the unit of the target. */
export interface NumberPredictions {
  /** Tells them from the others. */
  readonly kind: "numbers";
  /** How many rows were answered. */
  readonly rows: number;
  /** The target columns, or `<column>_<level>` for each of their quantiles; their places from 1 where the model was trained on none. */
  readonly names: readonly string[];
  /** [rows, names], row-major. */
  readonly prediction: Float32Array;
}

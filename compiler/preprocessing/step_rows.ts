import type { Dim, TensorType } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import type { ImageSchema, Schema } from "../schema/schema.ts";
import { imageFeatures, type Preprocessed } from "./preprocess.ts";

/**
 * What a training holds of each row: what the network takes, float32 [R, F], made before the first step; or an
 * image as it is, uint8 [R, H, W, C], of which each step makes what the network takes.
 */
export interface StepRows {
  /** The type of so many rows. */
  type(rows: Dim): TensorType;
  /** What the network takes of some rows, float32 [R, F]. */
  features(rows: Value): Value;
}

/** The rows that a network is trained on. */
export function stepRows(
  { schema, lanes, statistics, features }: Preprocessed & {
    readonly features: readonly unknown[];
  },
): StepRows {
  const image = imageIn(schema);
  if (!image) return featureRows(features.length);
  return {
    type: (rows) => ({ dtype: "uint8", shape: [rows, ...image.shape] }),
    features: (rows) => imageFeatures(rows, { lanes, statistics }),
  };
}

/** Rows of so many features. */
export function featureRows(count: number): StepRows {
  return {
    type: (rows) => ({ dtype: "float32", shape: [rows, count] }),
    features: (rows) => rows,
  };
}

/** The column of images, where that is what the rows are. */
export function imageIn({ columns: [first] }: Schema): ImageSchema | undefined {
  return first?.kind === "image" ? first : undefined;
}

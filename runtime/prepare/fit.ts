import { fitPreparers, type TrainingRows } from "../../compiler/preprocessing/fit.ts";
import type { Pixel } from "../../compiler/preprocessing/pixels.ts";
import { resizeWeights } from "../../compiler/preprocessing/resize.ts";
import { lanesOf, type PreparingStages } from "../../compiler/preprocessing/lanes.ts";
import { Sample } from "../../compiler/preprocessing/base/sample.ts";
import type { Statistics } from "../../compiler/preprocessing/statistics.ts";
import type { TargetScaler } from "../../compiler/preprocessing/targets/target_scaler.ts";
import { fitTargets } from "../../compiler/preprocessing/targets/targets.ts";
import type { WordSample } from "../../compiler/preprocessing/base/word_sample.ts";
import type { Schema } from "../../compiler/schema/schema.ts";
import type { CalledValue } from "../../dsl/language/signature.ts";
import { sortedNames } from "../data/classes.ts";
import type { CategoryColumn, ImageColumn } from "../data/column.ts";
import { classCounts } from "../data/class_counts.ts";
import type { Dataset, Target } from "../data/dataset.ts";
import { doubles } from "./model_inputs.ts";

/** The stages that learn something before training. */
export interface FittedStages extends PreparingStages {
  readonly scale_target: readonly CalledValue<TargetScaler>[];
}

/** What is learnt from the training rows alone: other rows must not influence the model. */
export function fit(
  stages: FittedStages,
  { schema, dataset }: { readonly schema: Schema; readonly dataset: Dataset },
  rows: Int32Array,
): Statistics {
  const { target } = dataset;
  return {
    ...fitPreparers(lanesOf(schema, stages), trainingRows(dataset, rows)),
    targets: fitTargets(stages.scale_target, numericTargets(target, rows)),
    classCounts: classCounts(target, rows),
  };
}

function trainingRows({ columns }: Dataset, rows: Int32Array): TrainingRows {
  const images = new Map(
    columns.flatMap(({ schema, cells }) => cells.kind === "image" ? [[schema.name, cells]] : []),
  );
  const histograms = new Map<string, Float64Array>();
  const numbers = new Map(
    columns.flatMap(({ schema, cells }) => cells.kind === "number" ? [[schema.name, cells]] : []),
  );
  const words = new Map(
    columns.flatMap(({ schema, cells }) => cells.kind === "category" ? [[schema.name, cells]] : []),
  );
  return {
    // Every column of the schema is one of the dataset.
    numbers: (column) => new Sample(doubles(numbers.get(column)!, rows)),
    words: (column) => wordSample(words.get(column)!, rows), // likewise
    pixels({ name, size }, pixel) {
      // Every column of the schema is one of the dataset.
      const column = images.get(name)!;
      if (size) return resizedPixel(column, { rows, size, pixel });
      const counts = histograms.get(name) ?? pixelHistograms(column, rows);
      histograms.set(name, counts);
      const [, width, channels] = column.shape;
      const place = (pixel.row * width + pixel.column) * channels + pixel.channel;
      return new Sample(everyByte, counts.subarray(256 * place, 256 * (place + 1)));
    },
  };
}

const everyByte = Float64Array.from({ length: 256 }, (_, byte) => byte);

/** How often each byte stands at each place of some images, [places, 256]: all that preparers learn from. */
function pixelHistograms({ bytes, shape }: ImageColumn, rows: Int32Array): Float64Array {
  const size = shape.reduce((product, dim) => product * dim, 1);
  const counts = new Float64Array(256 * size);
  for (const row of rows) {
    const start = row * size;
    for (let place = 0; place < size; place++) counts[256 * place + bytes[start + place]] += 1;
  }
  return counts;
}

/** The values of a pixel of images in another size. */
function resizedPixel(
  { bytes, shape: [height, width, channels] }: ImageColumn,
  { rows, size, pixel }: {
    readonly rows: Int32Array;
    readonly size: readonly [height: number, width: number];
    readonly pixel: Pixel;
  },
): Sample {
  const down = resizeWeights(height, size[0])[pixel.row];
  const across = resizeWeights(width, size[1])[pixel.column];
  return new Sample(Float64Array.from(rows, (row) => {
    let value = 0;
    for (const [y, weight] of down.weights.entries()) {
      const start = ((row * height + down.start + y) * width + across.start) * channels;
      for (const [x, own] of across.weights.entries()) {
        value += weight * own * bytes[start + x * channels + pixel.channel];
      }
    }
    return value;
  }));
}

function wordSample({ codes, words }: CategoryColumn, rows: Int32Array): WordSample {
  const counts = new Int32Array(words.length);
  let missing = 0;
  for (const row of rows) {
    if (codes[row] < 0) missing += 1;
    else counts[codes[row]] += 1;
  }
  const seen = sortedNames(words.filter((_, code) => counts[code] > 0));
  const codeOf = new Map(words.map((word, code) => [word, code]));
  // All of them are words of the column.
  return { words: seen, counts: seen.map((word) => counts[codeOf.get(word)!]), missing };
}

function numericTargets(target: Target | undefined, rows: Int32Array): readonly Float64Array[] {
  if (!target || target.kind === "classes") return [];
  return target.columns.map((column) => doubles(column, rows));
}

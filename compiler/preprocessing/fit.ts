import type { CalledValue } from "../../dsl/language/signature.ts";
import { groupBy } from "../../dsl/text/group_by.ts";
import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { CodedSchema, ImageSchema } from "../schema/schema.ts";
import { datePart } from "./date_parts.ts";
import type { Encoding } from "./encoders/encoder.ts";
import { evaluateColumn } from "./base/evaluate_column.ts";
import type { Lanes, NumberLane, WordLane } from "./lanes.ts";
import type { Pixel } from "./pixels.ts";
import { Sample } from "./base/sample.ts";
import { scaled } from "./scalers/scaled.ts";
import type { Learnt, Scaler } from "./scalers/scaler.ts";
import type { Statistics } from "./statistics.ts";
import { withFilled, type WordSample } from "./base/word_sample.ts";

/** The training rows, column by column: all that preparers learn from. */
export interface TrainingRows {
  /** The numbers of a column, or the seconds of a date. */
  numbers(column: string): Sample;
  /** The words of a column. */
  words(column: string): WordSample;
  /** The values of a pixel in the images of a column, as the network takes them. */
  pixels(column: ImageSchema, pixel: Pixel): Sample;
}

/** What the preparers of some columns learn from the training rows. */
export function fitPreparers(
  lanes: Lanes,
  rows: TrainingRows,
): Omit<Statistics, "classCounts" | "targets"> {
  const fills = new Map<string, number | string>();
  const indicated = new Set<string>();
  const encodings = new Map<string, Encoding>();
  for (const lane of lanes.words) {
    encodings.set(lane.column.name, encodingOf(lane, { rows, fills, indicated }));
  }
  const sampleOf = (lane: NumberLane) => filledSample(lane, { rows, fills, indicated });
  const isShared = ({ scalers }: NumberLane) => scalers.some(isPooled);
  const scalings = new Map<string, readonly Learnt[]>();
  const learning = lanes.numbers.filter(({ scalers, imputer }) => scalers.length > 0 || imputer);
  // One by one where that is enough: all samples at once are as large as the data.
  const groups = [
    ...learning.filter((lane) => !isShared(lane)).map((lane) => [lane]),
    learning.filter(isShared),
  ];
  for (const group of groups) {
    for (const [feature, learnt] of fitTogether(group, sampleOf)) scalings.set(feature, learnt);
  }
  return { fills, indicated, scalings, encodings };
}

interface Filling {
  readonly rows: TrainingRows;
  /** What was found to fill in, by column. */
  readonly fills: Map<string, number | string>;
  /** The columns whose missing values a feature tells. */
  readonly indicated: Set<string>;
}

function encodingOf({ column, imputer, encoder }: WordLane, { rows, fills }: Filling): Encoding {
  const words = rows.words(column.name);
  const fill = imputer?.definition.word?.(words, imputer.arguments);
  if (fill !== undefined) fills.set(column.name, fill);
  const filled = fill === undefined ? words : withFilled(words, fill);
  return encoder.definition.fit(filled, encoder.arguments, column.name);
}

function filledSample(lane: NumberLane, { rows, fills, indicated }: Filling): Sample {
  const { column, imputer, part } = lane;
  const raw = rawSample(lane, rows);
  const fill = fills.get(column.name) ??
    (raw.size > 0 ? imputer?.definition.number?.(raw, imputer.arguments) : undefined);
  if (fill !== undefined) fills.set(column.name, fill);
  if (raw.missing > 0 && imputer?.arguments.indicator === true) indicated.add(column.name);
  const filled = typeof fill === "number" ? raw.filled(fill) : raw;
  return part
    ? filled.mapped((values) => evaluateColumn(values, (x) => datePart(x, part)))
    : filled;
}

function rawSample({ column, pixel }: NumberLane, rows: TrainingRows): Sample {
  switch (column.kind) {
    case "number":
    case "date":
      return rows.numbers(column.name);
    case "image":
      if (!pixel) throw new InternalError(`"${column.name}" is no pixel`);
      return rows.pixels(column, pixel);
    case "ordinal":
    case "boolean":
      return codedSample(rows.words(column.name), column);
  }
}

function codedSample({ words, counts, missing }: WordSample, column: CodedSchema): Sample {
  const codeOf = new Map(column.words.map((word, at) => [word, column.codes[at]]));
  return new Sample(
    Float64Array.of(...words.map((word) => codeOf.get(word) ?? NaN), NaN),
    Float64Array.of(...counts, missing),
  );
}

/** Whether a scaler learns over several features together. */
function isPooled({ arguments: { over } }: CalledValue<Scaler>): boolean {
  return over === "all" || over === "channel";
}

/** What is the same of the features that a scaler learns over together. */
function poolOf({ arguments: { over } }: CalledValue<Scaler>, lane: NumberLane): unknown {
  if (over === "all") return over;
  return over === "channel" && lane.pixel ? lane.pixel.channel : lane;
}

/** What each scaler of some lanes learns, by feature; those that share one learn it together. */
function fitTogether(
  lanes: readonly NumberLane[],
  sampleOf: (lane: NumberLane) => Sample,
): ReadonlyMap<string, readonly Learnt[]> {
  const learnt = new Map<NumberLane, Learnt[]>(lanes.map((lane) => [lane, []]));
  const samples = new Map(lanes.map((lane) => [lane, sampleOf(lane)]));
  for (const scaler of callsInOrder(lanes)) {
    const members = lanes.filter(({ scalers }) => scalers.includes(scaler));
    for (const pool of groupBy(members, (lane) => poolOf(scaler, lane)).values()) {
      // Every lane has a sample.
      const own = pool.map((lane) => samples.get(lane)!);
      const each = fitScaler(scaler, pool.length > 1 ? Sample.pooled(own) : own[0]);
      for (const [at, lane] of pool.entries()) {
        learnt.get(lane)!.push(each); // every lane has a list
        if (lane.scalers.at(-1) === scaler) continue;
        samples.set(
          lane,
          own[at].mapped((values) => evaluateColumn(values, (x) => scaled(x, scaler, [each]))),
        );
      }
    }
  }
  return new Map([...learnt].map(([{ name }, each]) => [name, each]));
}

/** A column without a value in any training row has nothing to learn from: that is told elsewhere. */
function fitScaler({ definition, arguments: args }: CalledValue<Scaler>, sample: Sample): Learnt {
  return definition.fit(sample.size > 0 ? sample : new Sample(Float64Array.of(0)), args);
}

/** The calls of all lanes in an order that is that of each. */
function callsInOrder(lanes: readonly NumberLane[]): readonly CalledValue<Scaler>[] {
  const calls = new Set(lanes.flatMap(({ scalers }) => scalers));
  const isBefore = (one: CalledValue<Scaler>, other: CalledValue<Scaler>) =>
    lanes.some(({ scalers }) =>
      scalers.includes(one) && scalers.indexOf(one) < scalers.indexOf(other)
    );
  return [...calls].sort((one, other) => isBefore(one, other) ? -1 : isBefore(other, one) ? 1 : 0);
}

import { constant, scalar } from "../ir/constant.ts";
import { InternalError } from "../../dsl/text/diagnostic.ts";
import { groupBy } from "../../dsl/text/group_by.ts";
import { input } from "../ir/input.ts";
import { buildFor, originOf } from "../ir/origin.ts";
import { type DType, tensor, type TensorType } from "../ir/tensor.ts";
import type { Input, Value } from "../ir/value.ts";
import { cast } from "../ops/cast.ts";
import { concat } from "../ops/concat.ts";
import { equal } from "../ops/equal.ts";
import { gatherRows } from "../ops/gather_rows.ts";
import { reshape } from "../ops/reshape.ts";
import { take } from "../ops/take.ts";
import { where } from "../ops/where.ts";
import { wordIndex } from "../ops/word_index.ts";
import type { CodedSchema, ColumnSchema, Schema } from "../schema/schema.ts";
import { datePart } from "./date_parts.ts";
import { columnInputNames, isNarrow } from "./input_names.ts";
import type { Lanes, NumberLane, WordLane } from "./lanes.ts";
import { numbersLike } from "./base/numbers.ts";
import { pixelValues } from "./pixels.ts";
import { scaled } from "./scalers/scaled.ts";
import type { Statistics } from "./statistics.ts";

/** What a model takes and what is done to it. */
export interface Preprocessed {
  readonly schema: Schema;
  readonly lanes: Lanes;
  readonly statistics: Statistics;
}

/** Raw rows and what the network takes. */
export interface Preprocessing {
  /**
   * `numeric` float32 [N, F] where there are numbers, NaN where one is missing; then, by the name of the
   * column, float64 [N] for each that is wide or a date, and text [N], empty where it is missing, for each
   * of words; or alone, uint8 [N, H, W, C], images.
   */
  readonly inputs: readonly Input[];
  /** float32 [N, all features], in the order of `featuresOf`. */
  readonly features: Value;
}

/** Raw rows in, features out. */
export function preprocess({ schema, lanes, statistics }: Preprocessed): Preprocessing {
  const { inputs, ...raw } = rawInputs(schema);
  return { inputs, features: featuresFrom(raw, { lanes, statistics }) };
}

/** What the network takes of images. @param images uint8 [N, H, W, C]. @returns float32 [N, all features]. */
export function imageFeatures(
  images: Value,
  { lanes, statistics }: Omit<Preprocessed, "schema">,
): Value {
  const others = new Map(lanes.numbers.map(({ column }) => [column.name, images]));
  return featuresFrom({ others }, { lanes, statistics });
}

function featuresFrom(
  raw: Raw,
  { lanes, statistics }: Omit<Preprocessed, "schema">,
): Value {
  const numbers = numberFeatures(lanes.numbers, { ...raw, statistics });
  const words = lanes.words.map((lane) => wordFeatures(lane, { ...raw, statistics }));
  const blocks = [...numbers, ...words].filter(({ type }) => type.shape.at(-1) !== 0);
  return concat(blocks, -1);
}

/** The columns as a model takes them. */
interface Raw {
  /** float32 [N, narrow columns], where there are some. */
  readonly numeric?: Value;
  /** The other columns by name: float64 or text [N], or images, uint8 [N, H, W, C]. */
  readonly others: ReadonlyMap<string, Value>;
}

function rawInputs(schema: Schema): Raw & Pick<Preprocessing, "inputs"> {
  const narrow = schema.columns.filter(isNarrow);
  const names = columnInputNames(schema);
  const others = schema.columns.filter((column) => !isNarrow(column)).map((column) => {
    // Every column that is not narrow has an input of its own.
    return [column.name, input(names.get(column.name)!, ownType(column))] as const;
  });
  const numeric = narrow.length > 0
    ? input("numeric", { dtype: "float32", shape: ["N", narrow.length] })
    : undefined;
  return {
    inputs: [...numeric ? [numeric] : [], ...others.map(([, each]) => each)],
    ...numeric && { numeric },
    others: new Map(others),
  };
}

function ownType(column: ColumnSchema): TensorType {
  if (column.kind === "image") return { dtype: "uint8", shape: ["N", ...column.shape] };
  const isNumber = column.kind === "number" || column.kind === "date";
  return { dtype: isNumber ? "float64" : "string", shape: ["N"] };
}

interface Building extends Raw {
  readonly statistics: Statistics;
}

/** Numbers side by side on their way to features. */
interface Block {
  readonly lanes: readonly NumberLane[];
  /** [N, lanes] */
  readonly value: Value;
}

/** Every feature that is a number, in the order of the lanes, then one for each column whose missing values are told. */
function numberFeatures(lanes: readonly NumberLane[], building: Building): Value[] {
  if (lanes.length === 0) return [];
  const { indicated } = building.statistics;
  const raw = rawBlocks(lanes, building);
  const blocks = raw.map((block) => filled(block, building.statistics)).map(withParts);
  const pieces = [...joined(blocks, "float32"), ...joined(blocks, "float64")]
    .flatMap((block) => scaledPieces(block, building.statistics));
  const placeOf = placesOf(pieces.flatMap((piece) => piece.lanes));
  const all = concat(pieces.map(({ value }) => cast(value, "float32")), -1);
  return [
    take(all, lanes.map(placeOf)),
    ...indicatorFeatures(raw, { lanes, indicated }),
  ];
}

/** The columns of some lanes: the matrix of narrow ones, then each of the others. */
function rawBlocks(lanes: readonly NumberLane[], { numeric, others }: Building): Block[] {
  const narrow = lanes.filter(({ column }) => isNarrow(column));
  const rest = groupBy(lanes.filter(({ column }) => !isNarrow(column)), ({ column }) => column);
  const own = [...rest].map(([column, lanes]) => {
    const value = others.get(column.name)!; // an input of its own
    return { lanes, value: numbersOf(value, column) };
  });
  return [...numeric ? [{ lanes: narrow, value: numeric }] : [], ...own];
}

/** A column that has an input of its own as numbers, [N, 1], or [N, pixels] of images. */
function numbersOf(value: Value, column: NumberLane["column"]): Value {
  switch (column.kind) {
    case "image":
      return pixelValues(value, column);
    case "ordinal":
    case "boolean":
      return codesOf(value, column);
    case "number":
    case "date":
      return reshape(value, ["N", 1]);
  }
}

/** The number of each word, float32 [N, 1]; NaN for a word that has none, and where it is missing. */
function codesOf(text: Value, { words, codes }: CodedSchema): Value {
  const table = constant(tensor([words.length + 1, 1], [...codes, NaN]));
  const places = { words, codes: words.map((_, at) => at), otherwise: words.length };
  return gatherRows(table, wordIndex(text, places));
}

/** A block with a value in every row, where an imputer gives one. */
function filled(block: Block, { fills }: Statistics): Block {
  const { lanes, value } = block;
  // One node fills in all columns of a block, whichever call says with what.
  const imputer = lanes.find(({ imputer }) => imputer)?.imputer;
  if (!imputer) return block;
  const fill = columnsOf(block).map(({ column }) => Number(fills.get(column.name) ?? NaN));
  const whole = () => where(isPresent(value), value, numbersLike(value, fill));
  return { lanes, value: buildFor(originOf("impute", imputer), whole) };
}

/** For each column that says so: 1 in each row where it was missing. */
function indicatorFeatures(
  blocks: readonly Block[],
  { lanes, indicated }: {
    readonly lanes: readonly NumberLane[];
    readonly indicated: ReadonlySet<string>;
  },
): Value[] {
  const found = blocks.flatMap(({ lanes, value }) =>
    columnsOf({ lanes, value }).flatMap((lane, at) =>
      indicated.has(lane.column.name) ? [{ lane, value, at }] : []
    )
  );
  if (found.length === 0) return [];
  const values = found.map(({ value, at }) =>
    where(isPresent(take(value, [at])), scalar(0), scalar(1))
  );
  const inOrder = lanes.flatMap((lane) => {
    const at = found.findIndex((each) => each.lane === lane);
    return at < 0 ? [] : [values[at]];
  });
  return [concat(inOrder, -1)];
}

/** The first lane of each column of a block: the parts of a date share one. */
function columnsOf({ lanes, value }: Block): readonly NumberLane[] {
  return lanes.slice(0, Number(value.type.shape.at(-1)));
}

/** NaN differs from itself. */
function isPresent(value: Value): Value {
  return equal(value, value);
}

/** A date as those of its parts that are asked for, which float32 holds. */
function withParts({ lanes, value }: Block): Block {
  if (lanes[0]?.column.kind !== "date") return { lanes, value };
  const parts = lanes.map(({ part }) => part ? datePart(value, part) : value);
  return { lanes, value: cast(concat(parts, -1), "float32") };
}

function joined(blocks: readonly Block[], dtype: DType): Block[] {
  const own = blocks.filter(({ value }) => value.type.dtype === dtype);
  if (own.length === 0) return [];
  return [{
    lanes: own.flatMap(({ lanes }) => lanes),
    value: concat(own.map(({ value }) => value), -1),
  }];
}

/** The lanes of a block after their scalers: those that have the same ones side by side. */
function scaledPieces({ lanes, value }: Block, { scalings }: Statistics): Block[] {
  const chains = groupBy(
    lanes,
    ({ scalers }) => lanes.find((lane) => isSame(lane.scalers, scalers)),
  );
  return [...chains.values()].map((members) => {
    const picked = take(value, members.map(placesOf(lanes)));
    const learntBy = (at: number) => members.map(({ name }) => scalings.get(name)?.[at] ?? {});
    const result = (members[0]?.scalers ?? [])
      .reduce(
        (x, scaler, at) =>
          buildFor(originOf("scale", scaler), () => scaled(x, scaler, learntBy(at))),
        picked,
      );
    return { lanes: members, value: result };
  });
}

/** Where each of some things stands among them. */
function placesOf<T>(all: readonly T[]): (each: T) => number {
  const places = new Map(all.map((each, at) => [each, at]));
  // Only those are asked for.
  return (each) => places.get(each)!;
}

function isSame<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}

/** The features of a column of words. */
function wordFeatures(
  { column, encoder }: WordLane,
  { others, statistics }: Building,
): Value {
  const encoding = statistics.encodings.get(column.name);
  const text = others.get(column.name);
  if (!encoding || !text) throw new InternalError(`Nothing was learnt of "${column.name}"`);
  const { words, codes, otherwise } = encoding;
  const fill = statistics.fills.get(column.name);
  const missing = fill === undefined ? otherwise : codes[words.indexOf(String(fill))] ?? otherwise;
  const index = wordIndex(text, { words: [...words, ""], codes: [...codes, missing], otherwise });
  return buildFor(originOf("encode", encoder), () => encoder.definition.build(index, encoding));
}

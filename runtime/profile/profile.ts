import type { ColumnSchema } from "../../compiler/schema/schema.ts";
import { guessType } from "../data/column_type.ts";
import { type Column, missingCount, type TableColumn } from "../data/column.ts";
import type { Dataset, Target } from "../data/dataset.ts";
import type { FeatureColumn } from "../data/feature_columns.ts";
import type { Frame } from "../data/frame.ts";

/** What the cells of a column hold. */
export type ColumnContent =
  /** Numbers, or for dates seconds from 1970 on; infinite, the wrong way round, where there are none. */
  | { readonly kind: "numbers" | "dates"; readonly low: number; readonly high: number }
  /** Each different word, those that stand for numbers or classes in their order. */
  | { readonly kind: "words"; readonly words: readonly string[] }
  /** Images, all of one size. */
  | { readonly kind: "images"; readonly shape: readonly number[] };

/** What a column is taken for, what is in it and what becomes of it. */
export interface ColumnProfile {
  /** As in the header. */
  readonly name: string;
  /** What it is to the model; nothing where it is left out. */
  readonly role: "feature" | "target" | "none";
  /** What its cells are. */
  readonly type: ColumnSchema["kind"];
  /** Whether a person said so; guessed else. */
  readonly isSaid: boolean;
  /** What is in its cells. */
  readonly content: ColumnContent;
  /** How many cells have no value. */
  readonly missing: number;
  /** How many features are made of it. */
  readonly features: number;
}

/** Every column of a table, in its order. */
export type Profile = readonly ColumnProfile[];

/** What a profile is made of. */
export interface Profiled {
  readonly frame: Frame;
  readonly dataset: Pick<Dataset, "columns" | "target">;
  /** The columns of which a person said what they are. */
  readonly said: ReadonlySet<string>;
  /** How many features are made of a column that is one. */
  readonly featuresOf: (column: string) => number;
}

/** The profile of a table: what `plan`, the first lines of a run and `data` tell of its columns. */
export function profileOf({ frame, dataset, said, featuresOf }: Profiled): Profile {
  const features = new Map(dataset.columns.map((each) => [each.schema.name, each]));
  return frame.columns.map((column): ColumnProfile => {
    const { name } = column;
    const isSaid = said.has(name);
    const feature = features.get(name);
    if (feature) {
      const made = { role: "feature", features: featuresOf(name) } as const;
      return { name, isSaid, ...made, ...describeFeature(feature) };
    }
    const target = describeTarget(name, dataset.target);
    if (target) return { name, isSaid, role: "target", features: 0, ...target };
    return { name, isSaid, role: "none", features: 0, ...describeUnused(column, frame) };
  });
}

type Described = Pick<ColumnProfile, "type" | "content" | "missing">;

function describeFeature({ schema, cells }: FeatureColumn): Described {
  const type = schema.kind;
  if (cells.kind === "image") return { type, content: imagesOf(schema, cells.shape), missing: 0 };
  const content = type === "ordinal" || type === "boolean"
    ? { kind: "words", words: schema.words } as const
    : contentOf(cells, type);
  return { type, content, missing: missingCount(cells) };
}

function imagesOf(
  schema: FeatureColumn["schema"],
  shape: readonly number[],
): ColumnContent {
  const size = schema.kind === "image" ? schema.size : undefined;
  return { kind: "images", shape: size ? [...size, ...shape.slice(2)] : shape };
}

function describeTarget(name: string, target: Target | undefined): Described | undefined {
  if (target?.kind === "classes") {
    if (target.name !== name) return undefined;
    return {
      type: "category",
      content: { kind: "words", words: target.classes },
      missing: 0,
    };
  }
  const cells = target?.columns.find((column) => column.name === name);
  return cells && { type: "number", content: contentOf(cells, "number"), missing: 0 };
}

/** What a column that is left out looks like. */
function describeUnused(column: Column, frame: Frame): Described {
  if (column.kind === "image") {
    return { type: "image", content: { kind: "images", shape: column.shape }, missing: 0 };
  }
  const guessed = guessType(column, frame).name;
  const type = guessed === "ignore" ? "category" : guessed;
  return { type, content: contentOf(column, type), missing: missingCount(column) };
}

function contentOf(column: TableColumn, type: ColumnProfile["type"]): ColumnContent {
  if (column.kind === "category") return { kind: "words", words: column.words };
  return { kind: type === "date" ? "dates" : "numbers", ...column.range };
}

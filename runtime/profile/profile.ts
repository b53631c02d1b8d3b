import type { ColumnContent, RecordedColumn } from "../../report/input/records.ts";
import { guessType } from "../data/column_type.ts";
import { type Column, missingCount, type TableColumn } from "../data/column.ts";
import type { Dataset, Target } from "../data/dataset.ts";
import type { FeatureColumn } from "../data/feature_columns.ts";
import type { Frame } from "../data/frame.ts";

/** What a column is taken for, what is in it and what becomes of it. */
export interface ColumnProfile extends Omit<RecordedColumn, "said"> {
  /** Whether a person said so; guessed else. */
  readonly isSaid: boolean;
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

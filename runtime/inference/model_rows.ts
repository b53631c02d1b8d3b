import type { ColumnSchema, TargetSchema } from "../../compiler/schema/schema.ts";
import { nearest } from "../../dsl/text/nearest.ts";
import type { Report } from "../../dsl/text/report.ts";
import { isMissing, type TableColumn, tabular } from "../data/column.ts";
import { type FeatureColumn, featureColumn, type TableFeature } from "../data/feature_columns.ts";
import { classTarget } from "../data/classes.ts";
import type { Target } from "../data/dataset.ts";
import { numericColumn } from "../data/numeric_column.ts";
import { asWords, columnOf, type Frame } from "../data/frame.ts";
import { type CellsOf, noteOddCells, TableMistakes } from "../data/table_mistakes.ts";
import { noteNoCodes } from "../prepare/embedded_codes.ts";
import { noteUnknownWords } from "../prepare/unknown_words.ts";
import type { ModelCard } from "../results/model_card.ts";
import {
  imagesOfOtherShape,
  missingFeature,
  missingInput,
  missingTruth,
  type OtherShape,
  unknownLabels,
} from "./inference_diagnostics.ts";
import { KnownWordsOf, WordNotes } from "./word_notes.ts";

/** Some rows as a model takes them. */
export interface ModelRows {
  /** In the order of its schema. */
  readonly columns: readonly FeatureColumn[];
  /** What is wrong with cells; rows without a mistake can be answered. */
  readonly mistakes: TableMistakes;
  /** What is true of the rows, where they are labelled. */
  readonly truth?: Target;
}

/** The words that a model knows, by column. */
export type WordsByColumn = ReadonlyMap<string, KnownWordsOf>;

/** The same from what it says of itself. */
export function knownWordsOf(card: ModelCard): WordsByColumn {
  return new Map([
    ...card.words.map(({ column, words }) => [column, new KnownWordsOf(words)] as const),
    ...card.schema.columns.flatMap((each) =>
      each.kind === "ordinal" || each.kind === "boolean"
        ? [[each.name, new KnownWordsOf(each.words, each)] as const]
        : []
    ),
  ]);
}

/** Makes rows ready for one model, and remembers what is odd about them. */
export class RowsForModel {
  readonly words: WordNotes = new WordNotes();
  readonly #card: ModelCard;
  readonly #known: WordsByColumn;
  readonly #isLabelled: boolean;

  /** @param isLabelled Whether the targets are read as well. */
  constructor(card: ModelCard, isLabelled = false, known: WordsByColumn = knownWordsOf(card)) {
    this.#card = card;
    this.#isLabelled = isLabelled;
    this.#known = known;
  }

  /** The columns of the model in a frame. Fails where one is not there (E0436). */
  read(frame: Frame & { readonly header?: readonly string[] }, report: Report): ModelRows {
    const mistakes = new TableMistakes();
    const cells = { frame, mistakes, isExcerpt: true };
    const lacking = new TableMistakes();
    const names = frame.header ?? frame.columns.map(({ name }) => name);
    const columns = this.#card.schema.columns.flatMap((schema): FeatureColumn[] => {
      const found = featureOf(schema, frame);
      const other = otherImages(schema, frame);
      if (other) lacking.add(() => imagesOfOtherShape(frame.name, other));
      else if (found === undefined) lacking.add(() => missing(schema, frame.name, names));
      else if (found.kind === "image") return [{ schema: found.schema, cells: found.cells }];
      else return [this.#feature(found.column, found.schema, cells)];
      return [];
    });
    const truth = this.#isLabelled ? this.#truth(frame, { names, lacking }) : undefined;
    lacking.stopIfAny(report);
    for (const each of this.#card.coded) noteNoCodes(each, columns, cells);
    return { columns, mistakes, ...truth && { truth: truth.read(mistakes, report) } };
  }

  /** The targets in a frame, once it is known that they are there. */
  #truth(
    frame: Frame,
    { names, lacking }: { readonly names: readonly string[]; readonly lacking: TableMistakes },
  ) {
    const { target } = this.#card.schema;
    if (!target) return undefined;
    const wanted = target.kind === "classes" ? [target.name] : target.names;
    for (const name of wanted.filter((each) => !columnOf(frame, each))) {
      lacking.add(() => missingTruth(frame.name, { name, columns: names }));
    }
    return {
      read: (mistakes: TableMistakes, report: Report) =>
        readTruth(target, frame, { mistakes, report }),
    };
  }

  #feature(
    column: TableColumn,
    schema: TableFeature["schema"],
    cells: CellsOf,
  ): TableFeature {
    const { name } = schema;
    const known = this.#known.get(name);
    const meant = known ? this.words.asKnown(asWords(cells.frame, column), known) : column;
    const feature = featureColumn(meant, schema, cells);
    const words = this.#card.words.find((each) => each.column === name);
    if (feature.cells.kind === "category" && words) {
      noteUnknownWords(feature.cells, words, cells);
    }
    if (!this.#card.imputed.includes(name)) {
      noteOddCells(cells, name, {
        isOdd: (row) => isMissing(meant, row),
        describe: missingInput,
      });
    }
    return feature;
  }
}

/** What is true of some rows. Fails where a label is none of the classes that the model knows (E0458). */
function readTruth(
  target: TargetSchema,
  frame: Frame,
  { mistakes, report }: { readonly mistakes: TableMistakes; readonly report: Report },
): Target {
  const own = new TableMistakes();
  const cells = { frame, mistakes: own, isExcerpt: true };
  // They are there: that was looked at before.
  const column = (name: string) => tabular(columnOf(frame, name)!);
  if (target.kind === "classes") {
    const labels = column(target.name);
    const truth = classTarget(labels, { ...cells, listed: target.classes });
    const unknown = firstUnknown(labels, truth.codes, frame);
    if (unknown.length > 0) {
      const { name: column, classes } = target;
      report.fail(unknownLabels(unknown.slice(0, 5), { column, classes, count: unknown.length }));
    }
    truth.codes.forEach((code, row) => code < 0 && own.rows.add(row));
    mistakes.join(own);
    return truth;
  }
  const columns = target.names.map((name) => numericColumn(column(name), cells));
  mistakes.join(own);
  return { kind: target.kind, columns };
}

/** The labels that stand for no class, each with the first of its places. */
function firstUnknown(column: TableColumn, codes: Int32Array, frame: Frame) {
  const found = new Map<string, string>();
  codes.forEach((code, row) => {
    if (code >= 0 || isMissing(column, row)) return;
    const label = frame.textOf(row, column.name).trim();
    if (!found.has(label)) found.set(label, frame.placeOf(row, column.name));
  });
  return [...found].map(([label, place]) => ({ label, place }));
}

type Found =
  | { readonly kind: "image" } & Extract<FeatureColumn, { schema: { kind: "image" } }>
  | {
    readonly kind: "table";
    readonly schema: TableFeature["schema"];
    readonly column: TableColumn;
  };

function featureOf(schema: ColumnSchema, frame: Frame): Found | undefined {
  const column = columnOf(frame, schema.name);
  if (!column) return undefined;
  if (schema.kind !== "image") {
    return column.kind === "image" ? undefined : { kind: "table", schema, column: tabular(column) };
  }
  const fits = column.kind === "image" && column.shape.join() === schema.shape.join();
  return fits ? { kind: "image", schema, cells: column } : undefined;
}

/** Images of another shape than those of a model. */
function otherImages(schema: ColumnSchema, frame: Frame): OtherShape | undefined {
  const column = columnOf(frame, schema.name);
  if (schema.kind !== "image" || column?.kind !== "image") return undefined;
  const [found, wanted] = [column, schema].map(({ shape }) => shape.join(" x "));
  return found === wanted ? undefined : { found, wanted };
}

function missing({ name }: ColumnSchema, place: string, columns: readonly string[]) {
  return missingFeature(place, { name, columns, guess: nearest(name, columns) });
}

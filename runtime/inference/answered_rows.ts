import { targetNames } from "../../compiler/schema/schema.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import { allRows } from "../data/gather.ts";
import type { Target } from "../data/dataset.ts";
import { type HostTensor, ints } from "../engine/tensor.ts";
import { matrix } from "../prepare/model_inputs.ts";
import type { BlockFrame, UnreadRow } from "../readers/file_format.ts";
import type { ModelCard } from "../results/model_card.ts";
import type { TableMistakes } from "../data/table_mistakes.ts";
import { type ModelRows, RowsForModel } from "./model_rows.ts";
import type { OnError } from "./on_error.ts";
import type { OpenModel } from "./open_model.ts";
import type { Predictions } from "./predictions.ts";
import {
  extraColumns,
  type OddRow,
  otherOrder,
  picturesResized,
  rowsWithoutAnswer,
  unansweredRows,
} from "./rows_diagnostics.ts";

/** Some rows of a file with their answers. */
export interface AnsweredRows {
  /** How many rows there are. */
  readonly rows: number;
  /** What was answered, row after row. */
  readonly predictions: Predictions;
  /** Which of the rows were, from 0, in their order. */
  readonly answered: Int32Array;
  /** The files that the rows are, where each is one. */
  readonly files?: readonly string[];
  /** What is true of those that were answered, where the rows are labelled: codes [rows], or numbers [rows, D]. */
  readonly truth?: HostTensor;
}

/** So many rows without an answer are told one by one. */
const shownRows = 5;

/** Asks a model for the rows of a file, block by block, and remembers what is odd about them. */
export class AnsweredFile {
  readonly #card: ModelCard;
  readonly #rows: RowsForModel;
  readonly #onError: OnError;
  readonly #isLabelled: boolean;
  readonly #unanswered: OddRow[] = [];
  #unansweredCount = 0;
  #count = 0;
  #resized = 0;
  /** Of the first block. */
  #found: { readonly name: string; readonly extra: readonly string[]; readonly isSorted: boolean } =
    { name: "", extra: [], isSorted: true };

  /** @param isLabelled Whether the targets are read as well. */
  constructor(card: ModelCard, onError: OnError, isLabelled = false) {
    this.#card = card;
    this.#rows = new RowsForModel(card, isLabelled);
    this.#onError = onError;
    this.#isLabelled = isLabelled;
  }

  /** Looks at some rows. Fails where the model lacks a column. */
  look(block: BlockFrame, report: Report): ModelRows {
    const found = this.#rows.read(block, report);
    if (this.#count === 0) this.#found = this.#columnsOf(block);
    this.#note(block, found.mistakes);
    this.#count += block.rows + block.unread.length;
    this.#resized += block.resized ?? 0;
    return found;
  }

  /** Fails where one of the rows so far cannot be answered. */
  requireAnswers(report: Report): void {
    const [count, of] = [this.#unansweredCount, this.#count];
    if (count > 0) {
      report.fail(
        rowsWithoutAnswer(this.#unanswered, {
          count,
          of,
          place: this.#found.name,
          canBeBlank: !this.#isLabelled,
        }),
      );
    }
  }

  /** The answers for some rows. Fails where one has none, and that is the end. */
  async answer(block: BlockFrame, model: OpenModel, report: Report): Promise<AnsweredRows> {
    const { columns, mistakes, truth } = this.look(block, report);
    if (this.#onError === "stop") this.requireAnswers(report);
    const kept = placesOf(block);
    const right = allRows(block.rows).filter((row) => !mistakes.rows.has(row));
    const files = filesOf(block);
    return {
      rows: block.rows + block.unread.length,
      predictions: await model.answer(columns, right),
      answered: right.map((row) => kept[row]),
      ...files && { files },
      ...truth && { truth: truthOf(truth, right) },
    };
  }

  /** What was noticed of all rows. */
  warnings(): readonly Diagnostic[] {
    const { name, extra, isSorted } = this.#found;
    const image = this.#card.schema.columns.find(({ kind }) => kind === "image");
    const size = image?.kind === "image" ? image.shape.slice(0, 2).join(" x ") : "";
    return [
      ...this.#unansweredCount > 0
        ? [unansweredRows(this.#unanswered, {
          count: this.#unansweredCount,
          of: this.#count,
          isBlank: this.#onError === "blank",
          place: name,
        })]
        : [],
      ...this.#rows.words.warnings(name),
      ...extra.length > 0 ? [extraColumns(extra, name)] : [],
      ...isSorted ? [] : [otherOrder(name)],
      ...this.#resized > 0 ? [picturesResized(this.#resized, size, name)] : [],
    ];
  }

  /** Remembers the rows without an answer. */
  #note({ unread }: BlockFrame, { rows, diagnostics }: TableMistakes): void {
    this.#unansweredCount += rows.size + unread.length;
    const told = diagnostics.flatMap(oddRowsIn);
    const all = [...unread, ...told].toSorted((one, other) => lineOf(one) - lineOf(other));
    this.#unanswered.push(...all.slice(0, shownRows - this.#unanswered.length));
  }

  #columnsOf({ name, header, isOrdered }: BlockFrame) {
    const { layout, schema } = this.#card;
    const wanted = schema.columns.map((column) => column.name);
    const known = new Set([...wanted, ...layout?.columns ?? [], ...targetNames(schema.target)]);
    const found = header.filter((each) => wanted.includes(each));
    return {
      name,
      extra: isOrdered ? header.filter((each) => each !== "" && !known.has(each)) : [],
      isSorted: !isOrdered || found.join("\n") === wanted.join("\n"),
    };
  }
}

/** The targets of some rows. */
function truthOf(target: Target, rows: Int32Array): HostTensor {
  return target.kind === "classes"
    ? ints([rows.length], rows.map((row) => target.codes[row]))
    : matrix(rows, target.columns);
}

/** Where each row that was kept stands among all rows of its block. */
function placesOf({ rows, unread }: BlockFrame): Int32Array {
  let passed = 0;
  return allRows(rows).map((row) => {
    while (passed < unread.length && unread[passed].before <= row) passed += 1;
    return row + passed;
  });
}

/** The files of all rows, those that could not be read included. */
function filesOf({ files, unread, ...block }: BlockFrame): readonly string[] | undefined {
  if (!files) return undefined;
  const all = Array<string>(block.rows + unread.length);
  placesOf({ ...block, unread }).forEach((place, row) => all[place] = files[row]);
  unread.forEach(({ before, file = "" }, at) => all[before + at] = file);
  return all;
}

const cellText = /"(?:[^"\\]|\\.)*"/;

/** Each of the cells that a diagnostic tells of. */
function oddRowsIn({ message, place = "", notes = [] }: Diagnostic): OddRow[] {
  // How many there are is told for all rows together.
  const reason = message.replace(/ \([\d,]+ such cells in column .*\)$/, "");
  return [
    { place, reason },
    ...notes.map((note) => {
      const [text = ""] = cellText.exec(note.message) ?? [];
      return { place: note.span ? "" : note.place, reason: reason.replace(cellText, () => text) };
    }),
  ];
}

/** The line of a place, where it has one. */
function lineOf({ place }: Pick<UnreadRow, "place">): number {
  return Number(/:(\d+)(?:,|$)/.exec(place)?.[1] ?? 0);
}

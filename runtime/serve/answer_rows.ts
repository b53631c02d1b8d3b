import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { reported } from "../../dsl/text/report.ts";
import { allRows } from "../data/gather.ts";
import type { Column } from "../data/column.ts";
import type { Frame } from "../data/frame.ts";
import { memoryFrame } from "../data/memory_frame.ts";
import { type CellValue, ValueColumn } from "../data/value_column.ts";
import type { Tensors } from "../engine/tensor.ts";
import { answerObject, type JsonAnswer } from "../inference/answer_object.ts";
import { RowsForModel } from "../inference/model_rows.ts";
import { predictionsIn } from "../inference/open_model.ts";
import { rawBlocks } from "../prepare/model_inputs.ts";
import type { Batcher } from "./batcher.ts";
import { pictureColumn } from "./picture_column.ts";
import { Refusal, refusedRows } from "./refusal.ts";
import { nestedCell, noRow } from "./serve_diagnostics.ts";
import type { ServedModel } from "./served_model.ts";

/** What rows are answered with. */
export interface AnsweredBody {
  /** One for each row. */
  readonly answers: readonly JsonAnswer[];
  /** What is odd about the rows: words that the model does not know. */
  readonly warnings?: readonly { readonly code: string; readonly message: string }[];
}

type JsonRow = Readonly<Record<string, CellValue>>;

/**
 * Answers `{ "rows": [{ ... }] }`.
 * @throws {Refusal} If the body is none of that (400), too long (413), or a row cannot be answered (422).
 */
export async function answerRows(
  body: unknown,
  { model, batcher, maxRows }: {
    readonly model: ServedModel;
    readonly batcher: Batcher;
    readonly maxRows: number;
  },
): Promise<AnsweredBody> {
  const rows = rowsIn(body, maxRows);
  if (rows.length === 0) return { answers: [] };
  const { card, words } = model;
  const frame = await frameOf(rows, model);
  const reader = new RowsForModel(card, false, words);
  const read = await reported((report) => {
    const { columns, mistakes } = reader.read(frame, report);
    mistakes.stopIfAny(report);
    return Promise.resolve(columns);
  });
  if (!read.ok) throw refusedRows(read.diagnostics);
  const blocks: Tensors[] = [];
  for (const block of rawBlocks(card.schema, read.value, allRows(rows.length))) {
    blocks.push(await batcher.run(block.inputs, block.rows));
  }
  const predictions = predictionsIn(blocks, rows.length, card);
  const warnings = reader.words.warnings(frame.name)
    .map(({ code, message }) => ({ code, message }));
  return {
    answers: rows.map((_, row) => answerObject(predictions, row)),
    ...warnings.length > 0 && { warnings },
  };
}

function rowsIn(body: unknown, maxRows: number): readonly JsonRow[] {
  const rows = typeof body === "object" && body !== null && "rows" in body ? body.rows : undefined;
  if (!Array.isArray(rows)) {
    throw new Refusal(400, 'The body is no object with "rows", such as {"rows": [{"a": 1}]}');
  }
  if (rows.length > maxRows) {
    throw new Refusal(413, `There are ${rows.length} rows, and a request may have ${maxRows}`);
  }
  const odd = rows.flatMap((row, at) => oddRow(row, `rows[${at}]`));
  if (odd.length > 0) throw refusedRows(odd.slice(0, shownMistakes));
  return rows;
}

/** So many mistakes are told. */
const shownMistakes = 20;

function oddRow(row: unknown, place: string): Diagnostic[] {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return [noRow(place)];
  return Object.entries(row)
    .filter(([, cell]) => typeof cell === "object" && cell !== null)
    .map(([name]) => nestedCell(`${place}, column ${JSON.stringify(name)}`));
}

async function frameOf(rows: readonly JsonRow[], { card }: ServedModel): Promise<Frame> {
  const image = card.schema.columns.find(({ kind }) => kind === "image");
  const columns = image?.kind === "image"
    ? [await pictureColumn(rows.map((row) => row[image.name]), image)]
    : columnsOf(rows);
  return memoryFrame("rows", columns, {
    rows: rows.length,
    placeOfRow: (row) => `rows[${row}]`,
  });
}

function columnsOf(rows: readonly JsonRow[]): readonly Column[] {
  const columns = new Map<string, ValueColumn>();
  rows.forEach((row, at) => {
    for (const [name, value] of Object.entries(row)) {
      const column = columns.get(name) ?? new ValueColumn(name);
      columns.set(name, column);
      column.set(at, value);
    }
  });
  return [...columns.values()].map((column) => column.build(rows.length));
}

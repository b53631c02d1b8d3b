import { type CheckedCall, partNames } from "../../dsl/language/pipeline.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { TableColumn } from "../data/column.ts";
import { imagesAs } from "../data/image_diagnostics.ts";
import { asWords, columnOf, type Frame } from "../data/frame.ts";
import { gatherCategories, gatherNumbers } from "../data/gather.ts";
import { partGiven, unknownColumn } from "../data/stage_diagnostics.ts";
import type { Parts } from "../data/parts.ts";
import type { SplitRows, Splitter } from "./splitter.ts";

/** What there is to divide. */
export interface DividedRows {
  /** How many rows there are. */
  readonly rows: number;
  /** The parts that the data come in. */
  readonly parts?: Parts;
  readonly report: Report;
  /** Where the columns are that a split may go by. */
  readonly frame?: Frame;
  /** The class of each row, where the target has classes. */
  readonly classes?: Int32Array;
}

/**
 * The rows of each part. Where the data come in parts, those stay as they are and a `split` stage
 * divides the given training rows alone: `split holdout(valid = 10%)` takes a tenth of them.
 * Fails where the stage asks for a part that is given (E0429), or as it says.
 */
export function splitRows(
  split: CheckedCall<Splitter> | undefined,
  { rows, parts, report, frame, classes }: DividedRows,
): Parts {
  const none = new Int32Array();
  const whole = parts ??
    { train: Int32Array.from({ length: rows }, (_, row) => row), valid: none, test: none };
  if (!split) return whole;
  const here = report.at(split.span);
  // What does not go together is told where the stages are checked.
  if (split.definition.conflict?.(split.arguments)) here.stop();
  const { train: divided } = whole;
  const within = {
    rows: divided.length,
    report: here,
    ...classes && { classes: divided.map((row) => classes[row]) },
    ...columnsOf(frame, { rows: divided, report: here, split }),
  };
  const { train, ...heldOut } = split.definition.split(split.arguments, within);
  const taken = partNames.filter((name) =>
    name !== "train" && heldOut[name].length > 0 && whole[name].length > 0
  );
  if (taken.length > 0) here.fail(...taken.map((name) => partGiven(name)));
  const rowsOf = (places: Int32Array) => places.map((place) => whole.train[place]);
  const partOf = (name: "valid" | "test") =>
    heldOut[name].length > 0 ? rowsOf(heldOut[name]) : whole[name];
  return { train: rowsOf(train), valid: partOf("valid"), test: partOf("test") };
}

/** The columns of the rows that are divided. */
function columnsOf(
  frame: Frame | undefined,
  { rows, report, split }: {
    readonly rows: Int32Array;
    readonly report: Report;
    readonly split: CheckedCall<Splitter>;
  },
): Pick<SplitRows, "column" | "words"> {
  const find = (name: string): TableColumn => {
    const column = frame && columnOf(frame, name);
    const columns = frame?.columns.map((each) => each.name) ?? [];
    const span = split.argumentSpans.column ?? split.argumentSpans.stratify ?? split.nameSpan;
    if (column?.kind === "image") {
      const place = frame?.name ?? "";
      return report.fail(imagesAs(name, { role: "what rows are divided by", span, place }));
    }
    if (column) return column;
    return report.fail(unknownColumn(name, { span, place: frame?.name ?? "", columns }));
  };
  const words = (name: string, column: TableColumn) =>
    // A column was found in a frame.
    gatherCategories(name, [{ column: asWords(frame!, column), rows }]);
  return {
    column(name) {
      const column = find(name);
      return column.kind === "number"
        ? gatherNumbers(name, [{ column, rows }])
        : words(name, column);
    },
    words: (name) => words(name, find(name)),
  };
}

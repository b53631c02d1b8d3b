import { shuffledColumns } from "../input/column_importance.ts";
import { type ErrorRow, errorRows, errorSizes, worstFirst } from "../input/error_rows.ts";
import { cellsOf, rowHeading } from "../input/row_cells.ts";
import { rowNames, rowNumbering } from "../input/row_places.ts";
import { type Judged, type ReportedRun, targetNames } from "../input/run.ts";
import { code, markup, name } from "../markup/markup.ts";
import type { Panel } from "../page/panel.ts";
import { sentences } from "../page/panel.ts";
import { renderTable } from "../page/table.ts";
import { cellWriter } from "./cell_writer.ts";
import { amount, count, significant, withDecimalsOf, withPlus } from "../words/numbers.ts";

const mostWorst = 10;
/** More columns than this are not beside the worst rows. */
const mostColumns = 6;

/** The rows that are off the most, with what is in their cells; nothing where none is off. */
export function worstRowsPanel(
  run: ReportedRun,
  judged: Judged,
  rows: readonly ErrorRow[],
): Panel | undefined {
  const { part } = judged;
  const worst = worstFirst(rows, mostWorst).filter(({ error }) => error !== 0);
  if (worst.length === 0) return undefined;
  const all = columnsByImportance(run);
  const columns = all.slice(0, mostColumns);
  const cellOf = cellsOf(part);
  const { numberOf } = rowNames(part);
  const write = withDecimalsOf(errorSizes(rows).mae, Math.max(20, part.rows));
  const writers = columns.map((column) =>
    cellWriter(run.records, column, worst.map(({ at }) => cellOf(column, at)))
  );
  const title = worst.length === 1 ? "The worst row" : `The ${count(worst.length)} worst rows`;
  return {
    title,
    isWide: true,
    picture: renderTable({
      name: title,
      columns: [
        { title: rowHeading(part) },
        { title: "Error" },
        { title: "True" },
        { title: "Predicted" },
        ...columns.map((column) => ({ title: code(column) })),
      ],
      rows: worst.map(({ at, error, truth, said }) => [
        String(numberOf(at)),
        withPlus(write(error)),
        write(truth),
        write(said),
        ...columns.map((column, nth) => writers[nth](cellOf(column, at))),
      ]),
    }),
    caption: sentences(
      rowNumbering(part),
      columns.length < all.length &&
        `Of ${count(all.length)} columns the ${columns.length} ${
          shuffledColumns(run.records).length > 0 ? "that matter most" : "first"
        } are shown.`,
    ),
  };
}

/** The columns of features, those that matter most first. */
function columnsByImportance({ records }: ReportedRun): readonly string[] {
  const ranked = shuffledColumns(records).map(({ column }) => column);
  const others = records.columns.filter(({ role, type }) => role === "feature" && type !== "image")
    .map((each) => each.name).filter((each) => !ranked.includes(each));
  return [...ranked, ...others];
}

/** Of several targets how large the errors of each are. */
export function targetsPanel(run: ReportedRun, judged: Judged): Panel | undefined {
  const targets = targetNames(run.records);
  if (targets.length < 2) return undefined;
  const { rows } = judged.part;
  return {
    title: "Errors of each target",
    isWide: true,
    picture: renderTable({
      name: "Errors of each target",
      columns: [
        { title: "Target", isText: true },
        { title: "Mean absolute error" },
        { title: "Root mean squared error" },
        { title: "R²" },
      ],
      rows: targets.map((target, at) => {
        const sizes = errorSizes(errorRows(judged.part, { target: at, targets: targets.length }));
        return [
          name(target),
          ...[sizes.mae, sizes.rmse].map((each) => amount(each, Math.max(20, rows))),
          significant(sizes.r2, 2),
        ];
      }),
    }),
    caption: markup`The pictures below are of ${name(targets[0])}.`,
  };
}

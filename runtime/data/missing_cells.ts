import { isMissing, missingCount, type TableColumn } from "./column.ts";
import { emptyColumn, missingCells } from "./data_diagnostics.ts";
import { oddCells, rowsWhere } from "./odd_cells.ts";
import type { CellsOf } from "./table_mistakes.ts";

/** Notes the missing cells of a column in which none may be missing; a column of nothing else is a mistake of its own. */
export function noteMissing(column: TableColumn, { frame, mistakes, toldRows }: CellsOf): void {
  const { name } = column;
  const count = missingCount(column);
  if (count === 0) return;
  if (count === frame.rows) return mistakes.add(() => emptyColumn(name, frame.name));
  const isUntold = (row: number) => !toldRows?.has(row) && isMissing(column, row);
  const odd = oddCells(frame, name, rowsWhere(frame.rows, isUntold));
  if (odd) mistakes.add(() => missingCells(odd));
}

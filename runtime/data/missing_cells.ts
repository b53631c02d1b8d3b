import { isMissing, missingCount, type TableColumn } from "./column.ts";
import { emptyColumn, missingCells } from "./data_diagnostics.ts";
import { type CellsOf, noteOddCells } from "./table_mistakes.ts";

/** Notes the missing cells of a column in which none may be missing; a column of nothing else is a mistake of its own. */
export function noteMissing(column: TableColumn, cells: CellsOf): void {
  const { name } = column;
  const { frame, mistakes } = cells;
  const count = missingCount(column);
  if (count === 0) return;
  if (count === frame.rows) return mistakes.add(() => emptyColumn(name, frame.name));
  noteOddCells(cells, name, { isOdd: (row) => isMissing(column, row), describe: missingCells });
}

import { isoDay } from "../../compiler/schema/iso_day.ts";
import type { RecordedValue, Records } from "../input/records.ts";
import { type Content, name } from "../markup/markup.ts";
import { plain } from "../words/numbers.ts";

/** What is in a cell; nothing where it was not recorded. */
type Cell = RecordedValue | string | undefined;

/** More decimals than this are not filled up. */
const mostDecimals = 3;

/**
 * How the cells of a column are written: as in the file, as far as the records have them; numbers with the same
 * decimals, dates as days.
 * @param cells Those that stand below each other.
 */
export function cellWriter(
  { columns }: Pick<Records, "columns">,
  column: string,
  cells: readonly Cell[],
): (cell: Cell) => Content {
  const isDate = columns.some((each) => each.name === column && each.type === "date");
  const numbers = cells.filter((cell) => typeof cell === "number").map(plain);
  const decimals = Math.max(0, ...numbers.map((text) => text.split(".")[1]?.length ?? 0));
  const isFilled = decimals <= mostDecimals && numbers.every((text) => !text.includes("e"));
  return (cell) => {
    if (cell === null || cell === undefined) return "missing";
    if (typeof cell === "string") return name(cell);
    if (isDate) return isoDay(cell);
    const text = plain(cell);
    const given = text.split(".")[1]?.length ?? 0;
    const point = given === 0 && decimals > 0 ? "." : "";
    return isFilled ? `${text}${point}${"0".repeat(decimals - given)}` : text;
  };
}

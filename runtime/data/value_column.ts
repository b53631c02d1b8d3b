import { type CategoryColumn, narrowed, numberColumn, type TableColumn } from "./column.ts";

/** What a cell holds that was not written as text. */
export type CellValue = number | string | boolean | null | undefined;

/**
 * A column of values that come with a type of their own, row by row: numbers until something else comes, words
 * from then on. `null` and rows that are passed over are missing.
 */
export class ValueColumn {
  #numbers: number[] = [];
  #codes: number[] | undefined;
  readonly #codeOf = new Map<string, number>();

  /** @param name The column's. */
  constructor(readonly name: string) {}

  /** Sets the next row, or a later one. */
  set(row: number, value: CellValue): void {
    if (value === null || value === undefined) return;
    this.pad(row);
    if (!this.#codes && typeof value === "number") this.#numbers.push(value);
    else this.#wordCodes().push(this.#code(String(value)));
  }

  /** Says that the rows before this one that were not set are missing. */
  pad(rows: number): void {
    const [list, missing] = this.#codes ? [this.#codes, -1] : [this.#numbers, NaN];
    while (list.length < rows) list.push(missing);
  }

  /** The column. @param rows How many it has. */
  build(rows: number): TableColumn {
    this.pad(rows);
    return this.#codes ? this.#words(this.#codes) : this.#numberColumn();
  }

  #numberColumn(): TableColumn {
    return numberColumn(this.name, narrowed(Float64Array.from(this.#numbers)));
  }

  #words(codes: readonly number[]): CategoryColumn {
    const words = [...this.#codeOf.keys()];
    return { kind: "category", name: this.name, codes: Int32Array.from(codes), words };
  }

  #wordCodes(): number[] {
    this.#codes ??= this.#numbers.map((number) =>
      Number.isNaN(number) ? -1 : this.#code(String(number))
    );
    return this.#codes;
  }

  #code(text: string): number {
    const word = text.trim();
    if (word === "") return -1;
    const code = this.#codeOf.get(word) ?? this.#codeOf.size;
    this.#codeOf.set(word, code);
    return code;
  }
}

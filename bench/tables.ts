/** The tables that reading is measured with: the same bytes each time. */
import type { Random } from "../compiler/initializers/random.ts";

/** A table of random cells. */
export interface BenchTable {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly target: string;
  /** What a column of the last layer stands for, and the loss. */
  readonly model: string;
  cell(random: Random, column: number): string;
}

/** Grey values as in pictures of digits, four fifths of them 0, and a label. */
function digits(rows: number): BenchTable {
  const columns = 785;
  return {
    name: `digits ${rows.toLocaleString("en-US")} x ${columns}`,
    rows,
    columns,
    target: `c${columns - 1}`,
    model: "model { linear(classes) }\nloss cross_entropy\n",
    cell(random, column) {
      if (column === columns - 1) return String(Math.floor(random() * 10));
      return random() < 0.8 ? "0" : String(Math.floor(random() * 256));
    },
  };
}

/** Numbers around 0, of some digits each. */
function decimals(rows: number, what: string, textOf: (value: number) => string): BenchTable {
  const columns = 28;
  return {
    name: `${what} ${rows.toLocaleString("en-US")} x ${columns}`,
    rows,
    columns,
    target: "c0",
    model: "model { linear(1) }\nloss mse\n",
    cell: (random) => textOf((random() + random() + random() - 1.5) * 2),
  };
}

/** Every table, from small to large. */
export const tables: readonly BenchTable[] = [
  digits(20_000),
  digits(60_000),
  decimals(1_000_000, "6 to 9 digits", (value) => {
    // The digits follow from the value, so that they cost no draw of their own.
    return String(Number(value.toPrecision(6 + Math.floor(Math.abs(value) * 1e6) % 4)));
  }),
  decimals(200_000, "18 digits", (value) => value.toFixed(17)),
];

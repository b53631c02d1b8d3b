/** The tables that reading is measured with: the same bytes each time. */
import { type Random, randomFor } from "../compiler/initializers/random.ts";

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

/** Writes a table and a pipeline that takes it; gives the paths of both. */
export async function writeTable(
  table: BenchTable,
  folder: string,
): Promise<{ readonly csv: string; readonly pipe: string; readonly bytes: number }> {
  const [csv, pipe] = [`${folder}/table.csv`, `${folder}/table.pipe`];
  await Deno.writeTextFile(csv, "");
  using file = await Deno.open(csv, { write: true, truncate: true });
  const random = randomFor(1, "bench", table.name);
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  const columns = Array.from({ length: table.columns }, (_, at) => `c${at}`);
  let lines = [columns.join(",")];
  for (let row = 0; row < table.rows; row++) {
    lines.push(columns.map((_, column) => table.cell(random, column)).join(","));
    if (lines.length < 500 && row < table.rows - 1) continue;
    await writer.write(encoder.encode(`${lines.join("\n")}\n`));
    lines = [];
  }
  writer.releaseLock();
  await Deno.writeTextFile(
    pipe,
    `pipe 1\nload csv("table.csv", target = ${table.target})\nscale standard\n${table.model}` +
      "optimizer sgd(lr = 0.1)\ntrain(epochs = 1, batch = 64)\n",
  );
  return { csv, pipe, bytes: (await Deno.stat(csv)).size };
}

/**
 * Writes a table and a pipeline that takes it: a process of its own, since the system counts the memory of
 * the program that starts another as that of the other.
 * @module
 */
import { randomFor } from "../compiler/initializers/random.ts";
import { type BenchTable, tables } from "./tables.ts";

async function writeRows(table: BenchTable, path: string): Promise<void> {
  using file = await Deno.create(path);
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
}

const [at, folder] = Deno.args as [string, string];
const table = tables[Number(at)];
await writeRows(table, `${folder}/table.csv`);
await Deno.writeTextFile(
  `${folder}/table.pipe`,
  `pipe 1
load csv("table.csv", target = ${table.target})
scale standard
${table.model}optimizer sgd(lr = 0.1)
train(epochs = 1, batch = 64)
`,
);

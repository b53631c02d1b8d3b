/** Splits that go by what stands in a column. */
import assert from "node:assert/strict";
import { byColumn } from "../../../runtime/split/by_column.ts";
import { hashOf, hashSplit } from "../../../runtime/split/hash.ts";
import { holdout } from "../../../runtime/split/holdout.ts";
import { sample } from "../../../runtime/split/sample.ts";
import { time } from "../../../runtime/split/time.ts";
import { assembleLines } from "../pipelines.ts";
import { partsBy } from "./divided.ts";

const share = (percent: number) => ({ percent });

Deno.test("a column says the part, in its own words or in others", () => {
  const set = ["train", "test", "train", "valid"];
  const parts = partsBy(byColumn, { column: "set" }, 4, { columns: { set } });
  assert.deepEqual([[...parts.train], [...parts.valid], [...parts.test]], [[0, 2], [3], [1]]);
  const year = ["2022", "2024", "2023", "2022"];
  const named = { column: "year", train: [2022, 2023], test: [2024] };
  const others = partsBy(byColumn, named, 4, { columns: { year } });
  assert.deepEqual([[...others.train], [...others.test]], [[0, 2, 3], [1]]);
});

Deno.test("the latest rows are held out, in the order of time, and those of one time stay together", () => {
  const day = [
    "2024-03-01",
    "2023-12-31",
    "2024-03-01",
    "2024-01-01 13:00",
    "2024-01-01",
    "2022-05-05",
  ];
  const parts = partsBy(time, { column: "day", test: share(10) }, 6, { columns: { day } });
  assert.deepEqual([...parts.train], [5, 1, 4, 3]);
  assert.deepEqual([...parts.test], [0, 2]);
  const count = ["9", "10", "2", "4"];
  const both = partsBy(time, { column: "n", valid: share(25), test: share(25) }, 4, {
    columns: { n: count },
  });
  assert.deepEqual([[...both.train], [...both.valid], [...both.test]], [[2, 3], [0], [1]]);
});

Deno.test("a hash keeps rows in their part when others are added", () => {
  const ids = Array.from({ length: 5000 }, (_, at) => `customer ${at}`);
  const parts = partsBy(hashSplit, { column: "id", test: share(20) }, 5000, {
    columns: { id: ids },
  });
  const fewer = partsBy(hashSplit, { column: "id", test: share(20) }, 1000, {
    columns: { id: ids.slice(0, 1000) },
  });
  assert.deepEqual([...fewer.test], [...parts.test].filter((row) => row < 1000));
  // Three standard deviations of 5,000 draws of a fifth.
  assert(Math.abs(parts.test.length - 1000) < 3 * Math.sqrt(5000 * 0.2 * 0.8));
  // The same letters in another normal form.
  assert.equal(hashOf("caf\u00e9"), hashOf("cafe\u0301"));
});

Deno.test("rows can be held out in their order", () => {
  const args = { valid: share(20), test: { rows: 3 }, shuffle: false };
  const { train, valid, test } = partsBy(holdout, args, 10);
  assert.deepEqual([[...train], [...valid], [...test]], [[0, 1, 2, 3, 4], [5, 6], [7, 8, 9]]);
});

Deno.test("a sample of Auto MPG has pandas' 314 and 78 rows", () => {
  const { train, test } = partsBy(sample, { train: share(80), seed: 0 }, 392);
  assert.deepEqual([train.length, test.length], [314, 78]);
});

Deno.test("a column that the rows are divided by is no feature, unless a line says so", async () => {
  const cells = Array.from(
    { length: 12 },
    (_, row) => `[${row}, "p${row % 6}", "${"uv"[row % 2]}"]`,
  );
  const lines = [
    `load rows([${cells.join(", ")}], target = y, columns = [x, patient, y])`,
    "split group(patient, test = 2)",
    "model { linear(classes) }",
  ];
  const { program } = await assembleLines(lines);
  assert.deepEqual(program.features.map(({ name }) => name), ["x"]);
  const said = await assembleLines([...lines, "column patient: category"]);
  assert(said.program.features.length > 1);
});

/** Tables on screens that are wide enough, and on others. */
import assert from "node:assert/strict";
import { formatLabels, formatTable } from "../../../cli/text/table.ts";

const scores = [
  ["part", "rows", "loss", "accuracy", "f1"],
  ["train", "1,078", "0.5", "0.75", "0.625"],
  ["test", "360", "0.25", "0.5", "0.375"],
];

Deno.test("a table that fits stays as it is", () => {
  const wide = formatTable(scores);
  assert.equal(
    wide,
    [
      "part    rows  loss  accuracy     f1",
      "train  1,078   0.5      0.75  0.625",
      "test     360  0.25       0.5  0.375",
    ].join("\n"),
  );
  assert.equal(formatTable(scores, { width: 35 }), wide);
});

Deno.test("columns that do not fit come below, beside the first column", () => {
  const blocks = [
    "part    rows  loss  accuracy",
    "train  1,078   0.5      0.75",
    "test     360  0.25       0.5",
    "",
    "part      f1",
    "train  0.625",
    "test   0.375",
  ];
  assert.equal(formatTable(scores, { width: 34 }), blocks.join("\n"));
  assert.equal(formatTable(scores, { width: 28 }), blocks.join("\n"));
});

const params = [
  ["name", "range", "meaning"],
  ["hidden", "1..4096", "units in the hidden layer, of which there is one"],
  ["tag", "", "a word"],
];

Deno.test("where a column fits beside no other, each row is a paragraph", () => {
  const paragraphs = [
    "name: hidden",
    "range: 1..4096",
    "meaning: units in the hidden layer,",
    "  of which there is one",
    "",
    "name: tag",
    "meaning: a word",
  ];
  assert.equal(formatTable(params, { width: 36, align: "left" }), paragraphs.join("\n"));
});

Deno.test("labels keep their column, and texts are broken between words", () => {
  const labels = formatLabels([["rows", "train 90, valid 30, test 30"], ["seed", "0"]], {
    width: 20,
  });
  assert.equal(labels, "rows  train 90,\n      valid 30, test\n      30\nseed  0");
});

Deno.test("nothing is wider than the screen, whatever its width, and no cell is lost", () => {
  for (let width = 8; width < 90; width++) {
    for (const rows of [scores, params, [["", "a".repeat(100)], ["b".repeat(30), "c"]]]) {
      const lines = formatTable(rows, { width }).split("\n");
      assert(lines.every((line) => line.length <= width), `${width}: ${lines.join("\n")}`);
      const shown = lines.join("").replaceAll(/\s/g, "");
      const cells = rows.slice(1).flat().map((cell) => cell.replaceAll(/\s/g, ""));
      assert(cells.every((cell) => shown.includes(cell)), `${width}: ${lines.join("\n")}`);
    }
  }
});

import type { Mutation } from "./mutation.ts";

const predicting = ["tests/cli/predict_test.ts"];
const strangers = ["tests/runtime/inference/strange_models_test.ts"];
const downloads = ["tests/runtime/download/download_test.ts"];

/** What they promise of finished models, and of data that are looked at. */
export const modelMutations: readonly Mutation[] = [
  {
    promise: "a row that cannot be answered does not refuse the others",
    file: "runtime/inference/answered_rows.ts",
    find: 'if (this.#onError === "stop") this.requireAnswers(report);',
    replace: "this.requireAnswers(report);",
    tests: predicting,
  },
  {
    promise: "nothing is printed where a later row has no answer",
    file: "cli/predict.ts",
    find: "looksFirst: out === undefined",
    replace: "looksFirst: false",
    tests: predicting,
  },
  {
    promise: "files are read as those of the training were",
    file: "runtime/inference/row_blocks.ts",
    find: "Object.entries(isAlike ? layout.options : {})",
    replace: "Object.entries({})",
    tests: predicting,
  },
  {
    promise: "lines that were skipped below the header of one file are none of another",
    file: "runtime/readers/file_layout.ts",
    find: "skiprows: linesAbove(skiprows)",
    replace: "skiprows: []",
    tests: predicting,
  },
  {
    promise: "a word that is like a known one is that",
    file: "runtime/inference/word_notes.ts",
    find: "return meaning ?? word;",
    replace: "return word;",
    tests: predicting,
  },
  {
    promise: "new rows are judged by the labels that they have",
    file: "runtime/inference/answered_rows.ts",
    find: "rows.map((row) => target.codes[row])",
    replace: "rows.map((_, row) => target.codes[row])",
    tests: ["tests/cli/evaluate_test.ts"],
  },
  {
    promise: "what a file holds besides a graph of ours is never run",
    file: "compiler/backends/onnx/decode_finished.ts",
    find: "if (!isWhole)",
    replace: "if (false)",
    tests: strangers,
  },
  {
    promise: "a model answers every row",
    file: "compiler/backends/onnx/finished_shapes.ts",
    find: 'if (size.isPerRow) return fail("it leaves rows out");',
    replace: "if (size.isPerRow) return size;",
    tests: strangers,
  },
  {
    promise: "no tensor of a model grows beyond bounds",
    file: "compiler/backends/onnx/finished_shapes.ts",
    find: " && perRow <= 1",
    replace: "",
    tests: strangers,
  },
  {
    promise: "a download goes on where it was interrupted",
    file: "runtime/download/download.ts",
    find: "range: `bytes=${before}-`",
    replace: "range: `bytes=0-`",
    tests: downloads,
  },
  {
    promise: "a file that is not the one that was meant does not stay",
    file: "runtime/download/download.ts",
    find: "if (found !== sum) {",
    replace: "if (found === undefined) {",
    tests: downloads,
  },
];

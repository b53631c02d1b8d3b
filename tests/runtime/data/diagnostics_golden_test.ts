import assert from "node:assert/strict";
import type { Diagnostic } from "../../../dsl/text/diagnostic.ts";
import { render } from "../../../dsl/report/render.ts";
import { datasetFrom, type DatasetOptions } from "../../../runtime/data/dataset.ts";
import { memoryBytes } from "../../../runtime/files/byte_source.ts";
import { readCsv } from "../../../runtime/formats/csv_frame.ts";
import { partsBy } from "../split/divided.ts";
import { splitRows } from "../../../runtime/split/split_rows.ts";
import { csv as csvFormat } from "../../../runtime/readers/csv.ts";
import { fileReader } from "../../../runtime/readers/file_reader.ts";
import { holdout } from "../../../runtime/split/holdout.ts";
import { readerContext } from "../frames.ts";
import { problemsOf, problemsReported, valueOf } from "../problems_of.ts";

const csv = fileReader(csvFormat);

const source = { name: "iris.pipe", text: 'load csv("iris.csv", target = spcies)\n' };
const targetSpan = { source, start: 30, end: 36 };
const goldens = new URL("../golden/data/", import.meta.url);

function read(
  text: string,
  options: Partial<DatasetOptions> = {},
): Promise<readonly Diagnostic[]> {
  return problemsReported((report) =>
    datasetFrom(readCsv(fileOf(text), {}, report), {
      target: ["species"],
      want: "classes",
      ...options,
    }, report)
  );
}

function fileOf(text: string) {
  return { name: "data/iris.csv", bytes: memoryBytes(new TextEncoder().encode(text)) };
}

function load(text: string, ignore: string | readonly string[]): Promise<readonly Diagnostic[]> {
  const args = { path: "data/iris.csv", target: "species", ignore };
  return problemsReported((report) =>
    csv.read(args, readerContext({ "data/iris.csv": text }, report))
  );
}

type Problems = () => readonly Diagnostic[] | Promise<readonly Diagnostic[]>;

const flowers = "width,species\n0.2,setosa\n1.3,versicolor\n";

const splitProblems = (args: Readonly<Record<string, unknown>>) =>
  problemsOf(() => partsBy(holdout, args, 150));

/** One mistake per golden file, which is named after it and starts with its code. */
const mistakes: Readonly<Record<string, Problems>> = {
  E0401_broken_csv: () => read('width,species\n0.2,"setosa\n1.3,versicolor\n'),
  E0402_empty_table: () => read(""),
  E0403_header_without_rows: () => read("width,species\n"),
  E0404_nameless_column: () => read("width,,species\n0.2,1,setosa\n"),
  E0405_duplicate_column: () => read("width,width,species\n0.2,1,setosa\n"),
  E0406_ragged_row: () => read("width,species\n0,2,setosa\n1.3\n"),
  E0407_wrong_separator: () => read("width;species\n0,2;setosa\n"),
  E0408_not_a_number: () => read(`${flowers}abc,setosa\n?,setosa\n`),
  E0409_missing_value: () => read(`${flowers}0.5,\n`),
  E0410_number_out_of_range: () => read(`${flowers}1e400,setosa\n`),
  E0411_text_feature: () =>
    read("car name,width,species\nred,1,setosa\nblue,2,versicolor\n", {
      types: new Map([["car name", { type: { name: "number" } }]]),
    }),
  E0412_empty_column: () => read("note,width,species\n,1,setosa\n,2,versicolor\n"),
  E0413_no_features: () => read("species\nsetosa\nversicolor\n"),
  E0414_single_class: () => read("width,species\n0.2,setosa\n1.3,setosa\n"),
  E0415_more_problems: async () =>
    (await read(flowers + Array.from({ length: 54 }, (_, at) => `1,s${at}\n`).join(""), {
      classes: ["setosa", "versicolor"],
    })).slice(-1),
  E0416_unlisted_class: () => read(flowers, { classes: ["setosa", "versicolour"] }),
  E0417_repeated_class: () => read(flowers, { classes: ["setosa", "versicolor", "setosa"] }),
  E0418_too_few_classes: () => read(flowers, { classes: ["setosa"] }),
  E0419_unwanted_classes: () =>
    read("width,height\n1,2\n", {
      target: ["height"],
      want: "numeric",
      classes: ["setosa", "versicolor"],
    }),
  E0421_unknown_column: () => read(flowers, { target: ["spcies"], targetSpan }),
  E0422_repeated_column: () => load(flowers, ["width", "width"]),
  E0423_ignored_target: () => load(flowers, "species"),
  E0423_target_ignored: () =>
    read(flowers, { types: new Map([["species", { type: { name: "ignore" } }]]) }),
  E0424_missing_target: () => read(flowers, { target: [] }),
  E0425_several_class_targets: () => read(flowers, { target: ["width", "species"] }),
  E0426_text_target: () => read(flowers, { want: "numeric" }),
  E0427_split_without_parts: () => splitProblems({ seed: 0 }),
  E0428_empty_part: () => splitProblems({ valid: { percent: 80 }, test: { rows: 40 }, seed: 0 }),
  E0429_part_given: () => {
    const text = "split holdout(test = 20%)";
    const span = { source: { name: "iris.pipe", text }, start: 6, end: text.length };
    const call = {
      definition: holdout,
      arguments: { test: { percent: 20 }, seed: 0, stratify: false, shuffle: true },
      span,
      nameSpan: span,
      argumentSpans: {},
    };
    const [train, test] = [Int32Array.of(0, 1, 2, 3, 4), Int32Array.of(5)];
    const given = { train, valid: new Int32Array(), test };
    return problemsOf(() =>
      valueOf((report) => splitRows(call, { rows: 6, parts: given, report }))
    );
  },
};

// `deno test ... -- --update` writes the goldens anew.
const isUpdate = Deno.args.includes("--update");

for (const [name, problems] of Object.entries(mistakes)) {
  Deno.test(`${name} is shown as its golden file says`, async () => {
    const shown = await problems();
    assert(shown.length > 0);
    assert(shown.every(({ code }) => name.startsWith(code)));
    const text = shown.map((each) => `${render(each).trimEnd()}\n`).join("\n");
    const file = new URL(`${name}.txt`, goldens);
    if (isUpdate) await Deno.writeTextFile(file, text);
    assert.equal(text, await Deno.readTextFile(file));
  });
}

/** Rows to be answered, in every form in which they lie about: what is answered, and what is said of the others. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { assertGolden } from "../golden.ts";
import pictures from "../fixtures/pictures.json" with { type: "json" };
import { bytesOf } from "../runtime/formats/arrays.ts";
import { encodeNpy } from "../../runtime/formats/npy.ts";
import { filesIn, inFolder, writeFiles } from "../runtime/pipelines.ts";
import { command, subprocess } from "./command.ts";

const goldens = new URL("golden/predict/", import.meta.url);

type Files = Readonly<Record<string, string | Uint8Array>>;

const lines = (count: number, line: (row: number) => string) =>
  Array.from({ length: count }, (_, row) => line(row) + "\n").join("");
const stages = [
  "model { linear(classes) }",
  "loss cross_entropy",
  "optimizer sgd(lr = 0.1)",
  "train(epochs = 2, batch = 4)",
];

/** Trains a pipeline in a folder, and uses what is left. */
async function trained(
  { load, files, more = ["scale standard"] }: {
    readonly load: string;
    readonly files: Files;
    readonly more?: readonly string[];
  },
  use: (
    folder: string,
    predict: (...args: readonly string[]) => ReturnType<typeof command>,
  ) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const text = ["pipe 1", `load ${load}`, ...more, ...stages].join("\n") + "\n";
    await writeFiles(folder, { ...files, "x.pipe": text });
    const { exitCode, stderr } = await command(folder, "run", "x.pipe");
    assert.equal(exitCode, 0, stderr);
    await use(folder, (...args) => command(folder, "predict", "out/x/model.onnx", ...args));
  });
}

const encode = (text: string) => new TextEncoder().encode(text);
const city = (row: number) => ["Oslo", "Rome", "Bärn"][row % 3];
const latin1 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const utf16 = (text: string) =>
  Uint8Array.of(0xff, 0xfe, ...[...text].flatMap((sign) => [sign.charCodeAt(0), 0]));

/** Files as they lie about, and what is said of them in training. */
const layouts: Readonly<Record<string, { options: string; bytes: Uint8Array; target?: string }>> = {
  "semicolons, decimal commas": {
    options: 'sep = ";", decimal = ","',
    bytes: encode("a;city;y\n" + lines(12, (row) => `${row},5;${city(row)};${"uv"[row % 2]}`)),
  },
  "no header": {
    options: "header = false, index_col = 0",
    bytes: encode(lines(12, (row) => `${row},${row * 2}.5,${city(row)},${"uv"[row % 2]}`)),
    target: "x4",
  },
  "runs of blanks below a title": {
    options: "sep = whitespace, skiprows = 1",
    bytes: encode("Cities\na city y\n" + lines(12, (row) => `${row}   ${city(row)} u${row % 2}`)),
  },
  "words for what is missing": {
    options: 'na_values = ["?", -9]',
    bytes: encode(
      "a,city,y\n" + lines(12, (row) => `${row % 4 ? row : "-9.0"},${city(row)},${"uv"[row % 2]}`),
    ),
  },
  "remarks": {
    options: 'comment = "#"',
    bytes: encode('# a "\na,city,y\n' + lines(12, (row) => `${row},${city(row)},u${row % 2}`)),
  },
  "latin-1": {
    options: 'encoding = "latin-1"',
    bytes: latin1("a,city,y\n" + lines(12, (row) => `${row},${city(row)},${"uv"[row % 2]}`)),
  },
  "utf-16": {
    options: 'encoding = "utf-16"',
    bytes: utf16("a,city,y\n" + lines(12, (row) => `${row},${city(row)},${"uv"[row % 2]}`)),
  },
  "lines between header and rows": {
    options: "skiprows = [1, 2]",
    bytes: encode(
      "a,city,y\nnumber,word,class\n,,\n" + lines(12, (row) => `${row},${city(row)},u${row % 2}`),
    ),
  },
};

for (const [name, { options, bytes, target = "y" }] of Object.entries(layouts)) {
  Deno.test(`what was trained on is answered without a word more: ${name}`, async () => {
    const load = `csv("t.csv", target = ${target}, ${options})`;
    const more = ["impute median, most_frequent", "scale standard"];
    await trained({ load, more, files: { "t.csv": bytes } }, async (_, predict) => {
      const { exitCode, stdout, stderr } = await predict("t.csv");
      assert.deepEqual([exitCode, stderr], [0, ""]);
      assert.equal(stdout.trim().split("\n").length, 13);
    });
  });
}

const flowers = "a,b,city,y\n" +
  lines(12, (row) => `${row},${row % 5}.5,${city(row)},${"uv"[row % 2]}`);
const load = 'csv("t.csv", target = y)';

Deno.test("the same rows in other files have the same answers", async () => {
  const rows = Array.from({ length: 12 }, (_, row) => ({
    city: city(row),
    a: row,
    b: (row % 5) + 0.5,
  }));
  const files = {
    "t.csv": flowers,
    "t.yaml": "file: t.csv\nformat: csv\ntarget: y\n",
    "t.tsv": flowers.replaceAll(",", "\t"),
    "t.jsonl": rows.map((row) => JSON.stringify(row) + "\n").join(""),
    // An empty line at the end is no row, nor is a mark at the start.
    "other.txt": "\ufeff" + flowers.replaceAll("\n", "\r\n") + "\r\n",
  };
  await trained({ load, files }, async (_, predict) => {
    const { stdout } = await predict("t.csv");
    for (const name of ["t.yaml", "t.tsv", "t.jsonl", "other.txt"]) {
      const other = await predict(name);
      assert.deepEqual([name, other.stderr, other.stdout], [name, "", stdout]);
    }
    const json = await predict("t.csv", "--format", "jsonl");
    const [first] = json.stdout.split("\n");
    const { label, probability } = JSON.parse(first);
    assert.deepEqual(Object.keys(probability), ["u", "v"]);
    assert.equal([label, probability.u, probability.v].join(), stdout.split("\n")[1]);
  });
});

Deno.test("arrays and pictures are answered, a picture under its name", async () => {
  const array = encodeNpy({ shape: [12, 2], data: Array.from({ length: 24 }, (_, at) => at % 7) });
  const labels = encodeNpy({ shape: [12], data: Array.from({ length: 12 }, (_, at) => at % 2) });
  const arrays = {
    load: 'npy("X.npy", labels = "y.npy")',
    files: { "X.npy": array, "y.npy": labels },
  };
  await trained(arrays, async (_, predict) => {
    const { exitCode, stdout } = await predict("X.npy");
    assert.deepEqual([exitCode, stdout.trim().split("\n").length], [0, 13]);
  });
  const square = bytesOf(pictures.pictures["rgb.png"].file);
  const grey = bytesOf(pictures.pictures["grey.png"].file);
  const folders = {
    load: 'images("pets")',
    files: {
      "pets/cat/1.png": square,
      "pets/dog/1.png": square,
      "new/b.png": grey,
      "new/a.png": square,
      "new/large.png": bytesOf(pictures.large),
      "broken.png": square.slice(0, 60),
    },
    more: ["scale divide(255)"],
  };
  await trained(folders, async (folder, predict) => {
    const firsts = ({ stdout }: { stdout: string }) =>
      stdout.trim().split("\n").map((line) => line.split(",")[0]);
    assert.deepEqual(firsts(await predict("pets")), ["file", "pets/cat/1.png", "pets/dog/1.png"]);
    const news = await predict("new");
    assert.deepEqual(firsts(news), ["file", "new/a.png", "new/b.png", "new/large.png"]);
    await assertGolden(new URL("pictures_of_another_size.txt", goldens), news.stderr);
    assert.deepEqual(firsts(await predict("new/b.png")), ["file", "new/b.png"]);
    await writeFiles(folder, { "cifar.bin": new Uint8Array(3073) });
    const { stderr } = await predict("cifar.bin");
    await assertGolden(new URL("images_of_another_shape.txt", goldens), stderr);
    const blank = await predict("broken.png", "--on-error", "blank");
    assert.equal(blank.stdout.trim().split("\n")[1], "broken.png,,,");
  });
});

/** By the name of the golden file: rows that are odd, and how they are asked for. */
const odd: Readonly<Record<string, { readonly rows: string; readonly args?: readonly string[] }>> =
  {
    rows_that_cannot_be_answered: {
      rows: 'a,b,city\n1,x,Oslo\n2,,Rome\n3,1,Rome\n4,1\n5,1,"Ro"\n,y,Oslo\n7,"z ""q""",Oslo\n',
    },
    rows_left_out: {
      rows: "a,b,city\n1,x,Oslo\n2,,Rome\n3,1,Rome\n4,1\n",
      args: ["--on-error", "skip"],
    },
    rows_left_blank: {
      rows: "a,b,city\n4,1\n1,x,Oslo\n3,1,Rome\n",
      args: ["--on-error", "blank"],
    },
    rows_left_blank_as_json: {
      rows: "a,b,city\n4,1\n3,1,Rome\n",
      args: ["--on-error", "blank", "--format", "jsonl"],
    },
    words_of_another_spelling: {
      rows: "a,b,city\n1,2,OSLO\n1,2,oslo.\n1,2,Atlantis\n1,2,Rome\n",
    },
    other_columns_in_another_order: { rows: "city,note,b,a\nOslo,hello,1,2\n" },
    a_column_that_is_not_there: { rows: "city,A,b\nOslo,1,2\n" },
    a_file_without_rows: { rows: "a,b,city\n" },
  };

for (const [name, { rows, args = [] }] of Object.entries(odd)) {
  Deno.test(`rows to be answered: ${name.replaceAll("_", " ")}`, async () => {
    const files = { "t.csv": flowers, "new.csv": rows };
    await trained({ load, files }, async (_, predict) => {
      const { exitCode, stdout, stderr } = await predict("new.csv", ...args);
      // Other digits of a probability are of no interest here.
      const answers = stdout.replaceAll(/0\.\d+(?:e-\d+)?/g, "#");
      await assertGolden(
        new URL(`${name}.txt`, goldens),
        `${answers}${stderr}\nexit code ${exitCode}\n`,
      );
    });
  });
}

Deno.test("numbers of a category are compared as numbers, yes and no by what they mean", async () => {
  const table = "deck,open,y\n" +
    lines(12, (row) => `${row % 3},${["no", "yes"][row % 2]},${"uv"[row % 2]}`);
  const shape = { load: 'csv("t.csv", target = y, categories = deck)', files: { "t.csv": table } };
  await trained(shape, async (folder, predict) => {
    await writeFiles(folder, { "new.csv": "deck,open\n1.0,TRUE\n2.0,f\n" });
    const { stdout: known } = await predict("t.csv");
    const { stdout, stderr } = await predict("new.csv");
    const all = known.trim().split("\n");
    // Rows 1 and 2 of the training have the same words but for "open" of the second.
    assert.equal(stdout.trim().split("\n")[1], all[2]);
    assert.match(stderr, /"deck" is written otherwise than in training, in 2 rows: "1.0" for "1"/);
    assert.match(
      stderr,
      /"open" is written otherwise .* in 2 rows: "TRUE" for "yes", "f" for "no"/,
    );
  });
});

Deno.test("a word that the encoder does not take is a row without an answer", async () => {
  const more = ["encode one_hot(unknown = error)", "scale standard"];
  await trained({ load, more, files: { "t.csv": flowers } }, async (folder, predict) => {
    await writeFiles(folder, { "new.csv": "a,b,city\n1,2,Oslo\n1,2,Atlantis\n" });
    const { exitCode, stdout, stderr } = await predict("new.csv");
    assert.deepEqual([exitCode, stdout], [3, ""]);
    assert.match(stderr, /^error\[E0438\]: 1 of 2 rows cannot be answered/);
    assert.match(stderr, /No training row has "Atlantis" in column "city"\n {2}--> new.csv:3/);
  });
});

Deno.test("a long file is answered piece by piece, and mistakes keep their lines", async () => {
  const count = 60_000;
  const long = "a,b,city,note\n" + lines(count, (row) => {
    if (row === 30_000) return '1,x,Oslo,"two\nlines, and a ""quote"""';
    if (row === 59_998) return "1,2";
    return `${row % 12},${row % 12 % 5}.5,${city(row)},"a, b"`;
  });
  await trained(
    { load, files: { "t.csv": flowers, "long.csv": long } },
    async (_, predict) => {
      const stopped = await predict("long.csv");
      assert.deepEqual([stopped.exitCode, stopped.stdout], [3, ""]);
      assert.match(stopped.stderr, /^error\[E0438\]: 2 of 60,000 rows cannot be answered/);
      assert.match(stopped.stderr, /--> long.csv:30002, column "b"\n/);
      assert.match(stopped.stderr, /--> long.csv:60001\n/);
      const { stdout: known } = await predict("t.csv");
      const blank = await predict("long.csv", "--on-error", "blank");
      const answers = blank.stdout.trimEnd().split("\n");
      assert.equal(answers.length, count + 1);
      assert.deepEqual([answers[30_001], answers[59_999]], [",,", ",,"]);
      assert.equal(answers[60_000], known.split("\n")[1 + 59_999 % 12]);
    },
  );
});

Deno.test("answers go to a file that is seen whole or not at all", async () => {
  await trained({ load, files: { "t.csv": flowers, "bad.csv": "a,b,city\nx,1,Oslo\n" } }, async (
    folder,
    predict,
  ) => {
    const before = await filesIn(folder);
    const bad = await predict("bad.csv", "--out", "answers.csv");
    assert.deepEqual([bad.exitCode, await filesIn(folder)], [3, before]);
    const { stdout } = await predict("t.csv");
    for (let time = 0; time < 2; time++) {
      const { exitCode, stdout: nothing } = await predict("t.csv", "--out", "answers.csv");
      assert.deepEqual([exitCode, nothing], [0, ""]);
      assert.equal(await Deno.readTextFile(join(folder, "answers.csv")), stdout);
    }
    assert.deepEqual(await filesIn(folder), [...before, "answers.csv"].sort());
    const onto = await predict("t.csv", "--out", "t.csv");
    assert.match(onto.stderr, /^error\[E0875\]: "t.csv" is there already/);
    assert.equal(await Deno.readTextFile(join(folder, "t.csv")), flowers);
    await predict("t.csv", "--out", "answers.jsonl");
    assert.match(await Deno.readTextFile(join(folder, "answers.jsonl")), /^\{"label":"[uv]",/);
  });
});

Deno.test("rows that come through a pipe are answered", async () => {
  await trained({ load, files: { "t.csv": flowers } }, async (folder, predict) => {
    const { stdout } = await predict("t.csv");
    const args = ["out/x/model.onnx", "-"];
    const piped = await subprocess("predict", args, { folder, stdin: flowers });
    assert.deepEqual(piped, { exitCode: 0, stdout, stderr: "" });
    const nothing = await subprocess("predict", args, { folder, stdin: "" });
    assert.equal(nothing.exitCode, 3);
    assert.match(nothing.stderr, /^error\[E0402\]: There is nothing in this table\n {2}--> stdin/);
  });
});

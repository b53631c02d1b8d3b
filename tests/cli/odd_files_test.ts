/** Arrays, pictures and files of other kinds than text: what a person is told of odd ones. */
import { join } from "node:path";
import { writeZip } from "../../runtime/formats/zip.ts";
import { encodeNpy } from "../../runtime/formats/npy.ts";
import numpy from "../fixtures/numpy_files.json" with { type: "json" };
import pictures from "../fixtures/pictures.json" with { type: "json" };
import { assertGolden } from "../golden.ts";
import { bytesOf } from "../runtime/formats/arrays.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { command } from "./command.ts";

const goldens = new URL("golden/files/", import.meta.url);
const text = (content: string) => new TextEncoder().encode(content);
const square = bytesOf(pictures.pictures["rgb.png"].file);
const array = (shape: readonly number[]) =>
  encodeNpy({ shape, data: Array.from({ length: shape.reduce((a, b) => a * b) }, (_, at) => at) });
const idx = (shape: readonly number[], byte: (at: number) => number) =>
  Uint8Array.of(
    ...[0, 0, 8, shape.length, ...shape.flatMap((dim) => [0, 0, 0, dim])],
    ...Array.from({ length: shape.reduce((a, b) => a * b) }, (_, at) => byte(at)),
  );
const images = idx([12, 2, 2], (at) => at * 7 % 256);
const labels = idx([12], (at) => at % 3);
const dict = bytesOf(numpy.pickles["4 in npy"]);

interface Folder {
  /** What is called in the `load` stage. */
  readonly load: string;
  /** Further lines of the pipeline. */
  readonly lines?: readonly string[];
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Other links by the files that they lead to. */
  readonly links?: Readonly<Record<string, string>>;
}

/** By the name of the golden file with what `check` says. */
const folders: Readonly<Record<string, Folder>> = {
  pictures_of_two_classes: {
    load: 'images("pets")',
    files: { "pets/cat/1.png": square, "pets/dog/1.png": square },
  },
  stray_files_and_empty_classes: {
    load: 'images("pets")',
    files: {
      "pets/notes.txt": text("x"),
      "pets/cat/1.png": square,
      "pets/dog/1.png": square,
      "pets/cat/.DS_Store": text("x"),
      "pets/bird/readme.md": text("x"),
    },
  },
  no_pictures: { load: 'images("pets")', files: { "pets/1.png": square } },
  pictures_that_are_broken: {
    load: 'images("pets")',
    files: Object.fromEntries(
      Array.from(
        { length: 8 },
        (_, at) => [`pets/cat/${at}.png`, at > 1 ? square.slice(0, 60) : square],
      ),
    ),
  },
  pictures_of_other_sizes: {
    load: 'images("pets")',
    files: {
      "pets/cat/1.png": square,
      "pets/cat/2.png": bytesOf(pictures.pictures["grey.png"].file),
      "pets/dog/large.png": bytesOf(pictures.large),
    },
  },
  pictures_of_other_sizes_that_are_brought_to_one: {
    load: 'images("pets", size = [4, 4])',
    files: { "pets/cat/1.png": square, "pets/dog/large.png": bytesOf(pictures.large) },
  },
  a_link_out_of_the_folder: {
    load: 'images("pets")',
    files: { "secret.png": square, "pets/cat/1.png": square },
    links: { "pets/cat/2.png": "secret.png" },
  },
  a_file_as_a_folder: { load: 'images("pets.csv")', files: { "pets.csv": text("a,y\n1,u\n") } },
  pictures_as_the_target: {
    load: 'idx("x.idx", labels = "y.idx", target = image)',
    files: { "x.idx": images, "y.idx": labels },
  },
  pictures_and_other_features: {
    load: 'npz("d.npz", target = y)',
    files: {
      "d.npz": writeZip({
        "pictures.npy": bytesOf(numpy.arrays["<u1 C"].npy),
        "age.npy": array([2]),
        "y.npy": array([2]),
      }),
    },
  },
  numbers_as_pictures: {
    load: 'csv("t.csv", target = y)',
    lines: ["column a: image(size = [2, 2])"],
    files: { "t.csv": text("a,y\n1,u\n2,v\n") },
  },
  a_size_of_three_numbers: {
    load: 'idx("x.idx", labels = "y.idx")',
    lines: ["column image: image(size = [2, 2, 3])"],
    files: { "x.idx": images, "y.idx": labels },
  },
  pictures_as_dates: {
    load: 'idx("x.idx", labels = "y.idx")',
    lines: ["column image: date"],
    files: { "x.idx": images, "y.idx": labels },
  },
  idx_without_labels: { load: 'idx("x.idx")', files: { "x.idx": images } },
  idx_that_is_cut_off: {
    load: 'idx("x.idx", labels = "y.idx")',
    files: { "x.idx": images.slice(0, 40), "y.idx": labels },
  },
  labels_of_other_rows: {
    load: 'idx("x.idx", labels = "y.idx")',
    files: { "x.idx": images, "y.idx": idx([11], () => 0) },
  },
  labels_that_are_no_classes: {
    load: 'idx("x.idx", labels = "y.idx", classes = ["shirt", "bag"])',
    files: { "x.idx": images, "y.idx": labels },
  },
  an_array_as_csv: { load: 'csv("x.npy", target = y)', files: { "x.npy": array([3, 2]) } },
  csv_as_an_array: { load: 'npy("t.csv")', files: { "t.csv": text("a,y\n1,u\n") } },
  an_archive_as_an_array: {
    load: 'npy("x.npz")',
    files: { "x.npz": writeZip({ "x.npy": array([3, 2]) }) },
  },
  a_pickle_that_runs_code: {
    load: 'npy("x.npy", target = y)',
    files: {
      "x.npy": Uint8Array.of(...dict.slice(0, 128), ...bytesOf(numpy.refused.system)),
    },
  },
  a_dict_without_names: { load: 'npy("x.npy")', files: { "x.npy": dict } },
  an_array_that_is_not_there: {
    load: 'npy("x.npy", features = x, target = labels)',
    files: { "x.npy": dict },
  },
  no_array_of_numbers: {
    load: 'npy("x.npy", features = note, target = labels)',
    files: { "x.npy": bytesOf(numpy.mixed) },
  },
  cifar_of_another_length: { load: 'cifar("x.bin")', files: { "x.bin": new Uint8Array(3000) } },
  lines_that_are_no_rows: {
    load: 'jsonl("x.jsonl", target = y)',
    files: { "x.jsonl": text('{"a": 1, "y": "u"}\n[1]\n{"a": {"b": 1}}\n{"a"\n') },
  },
  json_lines_without_a_row: {
    load: 'jsonl("x.jsonl", target = y)',
    files: { "x.jsonl": text("\n\n") },
  },
  a_parquet_file_with_lists: {
    load: 'parquet("x.parquet", target = y)',
    files: { "x.parquet": bytesOf(numpy.parquet.nested) },
  },
  a_parquet_file_that_is_cut_off: {
    load: 'parquet("x.parquet", target = y)',
    files: { "x.parquet": bytesOf(numpy.parquet.plain).slice(0, 200) },
  },
  a_manifest_with_labels_for_a_table: {
    load: 'dataset("m.yaml")',
    files: {
      "m.yaml": text("file: t.csv\nlabels: y.npy\nformat: csv\ntarget: y\n"),
      "t.csv": text("a,y\n1,u\n2,v\n"),
    },
  },
};

for (const [name, { load, lines: more = [], files, links = {} }] of Object.entries(folders)) {
  Deno.test(`a file: ${name.replaceAll("_", " ")}`, async () => {
    await inFolder(async (folder) => {
      for (const [path, content] of Object.entries(files)) {
        await Deno.mkdir(join(folder, path, ".."), { recursive: true });
        await Deno.writeFile(join(folder, path), content);
      }
      for (const [path, target] of Object.entries(links)) {
        await Deno.symlink(join(folder, target), join(folder, path));
      }
      const lines = [
        "pipe 1",
        `load ${load}`,
        ...more,
        "model { linear(classes) }",
        "loss cross_entropy",
      ];
      await Deno.writeTextFile(join(folder, "x.pipe"), lines.join("\n") + "\n");
      const { exitCode, stdout, stderr } = await command(folder, "check", "x.pipe");
      const said = `${stdout}${stderr}`.replaceAll(folder, "");
      await assertGolden(new URL(`${name}.txt`, goldens), `${said}exit code ${exitCode}\n`);
    });
  });
}

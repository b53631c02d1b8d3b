/** Tables as they lie about: what a person is told of each. */
import { assertGolden } from "../golden.ts";
import { renderAll } from "../../dsl/report/render.ts";
import { gzipTooLarge } from "../../runtime/files/file_diagnostics.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { command } from "./command.ts";
import { join } from "node:path";

const goldens = new URL("golden/tables/", import.meta.url);

interface Table {
  /** The file, and its name where it is another one. */
  readonly text: string | Uint8Array;
  readonly file?: string;
  /** Arguments of `load csv`. */
  readonly options?: string;
  /** The target column; `y` unless given. */
  readonly target?: string;
  /** Further lines of the pipeline. */
  readonly lines?: readonly string[];
  /** Model, loss and what follows; classes unless given. */
  readonly stages?: readonly string[];
}

const classes = ["model { linear(classes) }", "loss cross_entropy"];

const rows = (count: number, row: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => row(at)).join("\n") + "\n";
const latin1 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

/** By the name of the golden file with what `check` says. */
const tables: Readonly<Record<string, Table>> = {
  a_web_page: { text: "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n" },
  an_excel_file: { text: latin1("PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00") },
  a_pointer_of_git_lfs: {
    text: "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
  },
  a_pipeline: { text: 'pipe 1\nload csv("x.csv")\n' },
  utf16_that_is_not_said: { text: latin1("\xff\xfea\x00,\x00y\x00\n\x00") },
  gzip_under_another_name: { text: latin1("\x1f\x8b\x08\x00\x00\x00\x00\x00") },
  cut_off_gzip: { text: latin1("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xabJ"), file: "t.csv.gz" },
  a_url: { text: "", file: "https://example.org/t.csv" },
  another_encoding: {
    text: "a,y\n1,xx\n",
    options: 'encoding = "utf-16", ',
  },
  rows_in_quotes: {
    text: "col\r\n" + rows(4, (at) => `"${at};""u"";${at + 1};""${"uv"[at % 2]}"""`),
  },
  words_that_no_training_row_has: {
    text: "city,w,y\n" +
      rows(24, (at) => `${at > 20 ? "Rome" : "Oslo"},${at * 7 % 5},${"uv"[at % 2]}`),
    lines: ["split holdout(test = 4, shuffle = false)", "encode one_hot(unknown = error)"],
  },
  a_column_that_says_the_class: {
    text: "w,alive,y\n" + rows(24, (at) => `${at * 7 % 5},${["no", "yes"][at % 2]},${at % 2}`),
  },
  columns_of_blanks: {
    text: rows(6, (at) => `S${at}_X   0.4${at}   ${at}.5   ${"uv"[at % 2]}`),
  },
  a_table_of_words_without_a_header: {
    text: rows(
      40,
      (at) => `${["lo", "hi"][at % 2]},${["no", "yes"][at % 3 % 2]},w${at % 5},${"uv"[at % 2]}`,
    ),
    target: "u",
  },
  expected_classes_without_training_rows: {
    text: "w,y\n" + rows(20, (at) => `${at * 7 % 5},${at > 17 ? "t" : "uv"[at % 2]}`),
    lines: ["split holdout(test = 4, shuffle = false)"],
    stages: [...classes, "metric accuracy", "expect accuracy in 0.5..1 on test"],
  },
  dates_as_categories: {
    text: "day,y\n" + rows(24, (at) => `2021-03-${10 + (at % 20)} 07:15,${"uv"[at % 2]}`),
    options: "categories = day, ",
  },
  trailing_commas: { text: "a,b,y\n" + rows(20, (at) => `${at},${at + 1},${"uv"[at % 2]},`) },
  nameless_index: { text: ",a,y\n" + rows(4, (at) => `${at},${at * 2},${"uv"[at % 2]}`) },
  an_index_that_is_not_there: { text: "a,y\n1,u\n2,v\n", options: "index_col = 5, " },
  bad_rows_left_out: {
    text: "a,y\n1,u\n2,v,w\n3,u\n4\n5,v\n",
    options: "bad_rows = drop, ",
  },
  most_rows_left_out: {
    text: "age,y\n" + rows(12, (at) => `${at < 9 ? "" : at},${at < 3 ? "w" : "uv"[at % 2]}`),
    options: "missing_rows = drop, ",
  },
  every_row_left_out: {
    text: "age,b,y\n,1,u\n2,,v\n",
    options: "missing_rows = drop, ",
  },
  decimal_commas: {
    text: "girth;height;kind\n" + rows(12, (at) => `${at},${at}5;7${at},1;${"uv"[at % 2]}`),
    target: "kind",
    options: 'sep = ";", ',
  },
  semicolons: { text: "girth;height;kind\n1;2;u\n3;4;v\n", target: "kind" },
  tabs: { text: "girth\theight\tkind\n1\t2\tu\n3\t4\tv\n", target: "kind" },
  a_line_that_says_the_separator: { text: "sep=;\na;y\n1;u\n2;v\n" },
  a_title_above: { text: "Exported 3 May 2021;;\na;b;y\n1;2;u\n3;4;v\n" },
  a_remark_above: {
    text: "|1x3 Cross validator\n1,u\n2,v\n",
    options: "header = false, ",
    target: "x2",
  },
  thousands: { text: "rent,y\n" + rows(12, (at) => `"1,${at + 100}",${"uv"[at % 2]}`) },
  thousands_in_some_rows: {
    text: "rent,y\n" + rows(12, (at) => `${at % 3 ? at + 700 : `"1,${at + 100}"`},${"uv"[at % 2]}`),
  },
  percents: { text: "share,y\n" + rows(12, (at) => `${at}%,${"uv"[at % 2]}`) },
  money: { text: "price,y\n" + rows(12, (at) => `"$1,${at + 100}",${"uv"[at % 2]}`) },
  german_dates: { text: "day,y\n" + rows(12, (at) => `${at + 10}.05.2024,${"uv"[at % 2]}`) },
  bounds: { text: "dose,y\n" + rows(12, (at) => `${at % 3 ? at : "<0.5"},${"uv"[at % 2]}`) },
  missing_words_of_a_category: {
    text: "site,a,y\n" +
      rows(
        24,
        (at) => `${["?", "N/A", "nan", "p", "q", "r"][at % 6]},${at * 7 % 5},${"uv"[at % 2]}`,
      ),
  },
  labels_by_case: {
    text: "a,y\n" + rows(12, (at) => `${at * 7 % 5},${["oak", "OAK", "Oak", "elm"][at % 4]}`),
  },
  labels_with_what_cannot_be_seen: {
    text: "a,y\n" + rows(12, (at) => `${at * 7 % 5},${["oak", "oak\u200b", "elm"][at % 3]}`),
  },
  a_commented_header: {
    text: "# a,b,y\n" + rows(12, (at) => `${at * 7 % 5},${at * 3 % 7},${"uv"[at % 2]}`),
  },
  data_as_header: {
    text: "6.36,32.3,elm\n" + rows(12, (at) => `${at}.5,${at},${["elm", "oak"][at % 2]}`),
    target: "elm",
  },
  an_identifier_of_words: {
    text: "ticket,a,y\n" + rows(60, (at) => `TK${at},${at * 7 % 5},${"uv"[at % 2]}`),
  },
  many_words: {
    text: "zone,a,y\n" + rows(400, (at) => `zone ${at * 7 % 130},${at * 7 % 5},${"uv"[at % 2]}`),
  },
  a_column_that_counts_rows: {
    text: "ID,a,y\n" + rows(20, (at) => `${at + 1},${at * 7 % 5},${"uv"[at % 2]}`),
  },
  a_constant_column: { text: "c,a,y\n" + rows(20, (at) => `7,${at * 7 % 5},${"uv"[at % 2]}`) },
  unix_seconds: {
    text: "t,a,y\n" + rows(20, (at) => `${1700000000 + 1000 * at},${at * 7 % 5},${"uv"[at % 2]}`),
  },
  a_target_in_dollars: {
    text: "a,y\n" + rows(20, (at) => `${at * 7 % 5},${100000 + 1500 * at}`),
    stages: ["model { linear(1) }", "loss mse", "optimizer sgd(lr = 0.01)", "train(epochs = 1)"],
  },
  numbers_as_classes: { text: "a,y\n" + rows(60, (at) => `${at * 7 % 5},${at * 3}`) },
  a_header_inside: { text: "a,b,y\n1,2,u\n3,4,v\na,b,y\n5,6,u\n" },
  a_row_of_totals: { text: "a,b,y\n1,2,u\n3,4,v\nTotal,6,\n" },
  classes_without_training_rows: {
    text: "a,y\n" + rows(20, (at) => `${at * 7 % 5},${at < 18 ? "uv"[at % 2] : "w"}`),
    lines: ["split holdout(test = 10%, shuffle = false)"],
  },
  holes: { text: "a,b,y\n1,,u\n3,p,v\n,q,u\n5,p,v\n" },
  row_names_without_a_header: {
    text: "girth,height,y\n" + rows(6, (at) => `${at + 1},${at}.5,${at * 7 % 5},${"uv"[at % 2]}`),
  },
  a_table_that_is_there_twice: {
    text: "a,b,y\n" +
      rows(80, (at) => `${at % 40 * 37 % 101}.5,${at % 40 * 13 % 7},${"uv"[at % 2]}`),
  },
  three_rows_of_header: {
    text: "girth,height,y\ncm,m,class\n,,\n" +
      rows(9, (at) => `${at}.5,${at * 7 % 5},${"uv"[at % 2]}`),
  },
  a_separator_behind_every_row: {
    text: "a,b,y\n" + rows(6, (at) => `${at * 7 % 5},${at}.5,${"uv"[at % 2]},`),
  },
  a_separator_behind_every_line: {
    text: "a,b,y,\n" + rows(6, (at) => `${at * 7 % 5},${at}.5,${"uv"[at % 2]},`),
  },
  a_last_column_without_a_name: {
    text: "a,b,y,\n" + rows(6, (at) => `${at * 7 % 5},${at}.5,${"uv"[at % 2]},${at}`),
  },
  labels_like_the_listed_classes: {
    text: "a,y\n" + rows(20, (at) => `${at * 7 % 5},${["oak", "elm.", "Elm", "oak"][at % 4]}`),
    options: "classes = [oak, elm], ",
  },
  cells_that_are_no_codes: {
    text: "a,y\n" + rows(20, (at) => `${at === 7 ? "1.5" : at % 5},${"uv"[at % 2]}`),
    stages: ["model {", "embedding(4, 2)", "flatten", "linear(classes)", "}", "loss cross_entropy"],
  },
  too_few_codes_for_the_words: {
    text: "a,y\n" + rows(20, (at) => `${["pet", "cat", "dog"][at % 3]},${"uv"[at % 2]}`),
    lines: ["encode codes"],
    stages: ["model {", "embedding(3, 2)", "flatten", "linear(classes)", "}", "loss cross_entropy"],
  },
  wrong_options: {
    text: "a,y\n1,u\n2,v\n",
    options: 'delimiter = ";", decimal = comma, nrows = 0, ',
  },
};

for (
  const [name, { text, file = "t.csv", options = "", target = "y", lines = [], stages = classes }]
    of Object.entries(tables)
) {
  Deno.test(`a table: ${name.replaceAll("_", " ")}`, async () => {
    await inFolder(async (folder) => {
      if (!file.includes("/")) {
        const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
        await Deno.writeFile(join(folder, file), bytes);
      }
      const load = `load csv("${file}", ${options}target = ${target})`;
      await Deno.writeTextFile(
        join(folder, "x.pipe"),
        ["pipe 1", load, ...lines, ...stages, ""].join("\n"),
      );
      const { exitCode, stdout, stderr } = await command(folder, "check", "x.pipe");
      const said = `${stdout}${stderr}`.replaceAll(folder, "");
      await assertGolden(new URL(`${name}.txt`, goldens), `${said}exit code ${exitCode}\n`);
    });
  });
}

Deno.test("a small file that claims to hold more than is read is told so", async () => {
  const problems = [gzipTooLarge({ path: "bomb.csv.gz" }, 2 ** 30)];
  await assertGolden(new URL("gzip_bomb.txt", goldens), `${renderAll(problems)}\n`);
});

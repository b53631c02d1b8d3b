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
  /** Further lines of the pipeline. */
  readonly lines?: readonly string[];
}

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
  wrong_options: {
    text: "a,y\n1,u\n2,v\n",
    options: 'delimiter = ";", decimal = comma, nrows = 0, ',
  },
};

for (const [name, { text, file = "t.csv", options = "", lines = [] }] of Object.entries(tables)) {
  Deno.test(`a table: ${name.replaceAll("_", " ")}`, async () => {
    await inFolder(async (folder) => {
      if (!file.includes("/")) {
        const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
        await Deno.writeFile(join(folder, file), bytes);
      }
      const load = `load csv("${file}", ${options}target = y)`;
      const model = "model { linear(classes) }\nloss cross_entropy";
      await Deno.writeTextFile(
        join(folder, "x.pipe"),
        ["pipe 1", load, ...lines, model, ""].join("\n"),
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

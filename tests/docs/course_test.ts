/** docs/course.md: its commands are those of pipelines that exist, and print what it says. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { command } from "../cli/command.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { root } from "./api_example.ts";
import { assertPrinted, blocksIn } from "./worked_page.ts";

const page = await Deno.readTextFile(join(root, "docs/course.md"));

/** A command of the page, and what stands like code behind it in the same paragraph or row. */
interface Told {
  readonly line: string;
  readonly printed: readonly string[];
  /** Whether it is marked as one that takes long, or needs data that are not here. */
  readonly isLong: boolean;
}

/** What the paragraphs and the rows of tables tell, where no fence is. */
function toldIn(text: string): readonly Told[] {
  const pieces = text.replaceAll(/^```.*?^```$/gms, "").split(/\n\n|(?<=\|)\n/);
  return pieces.flatMap((piece) => {
    const told: { line: string; printed: string[]; isLong: boolean }[] = [];
    for (const [, mark, code] of piece.matchAll(/(†\s)?`([^`]+)`/g)) {
      const line = code.replaceAll("\n", " ");
      if (line.startsWith("deno task ")) {
        told.push({ line, printed: [], isLong: mark !== undefined });
      } else told.at(-1)?.printed.push(line);
    }
    return told;
  });
}

/** The words behind `deno task`. */
function wordsOf(line: string): string[] {
  return line.trim().split(/\s+/).slice(2);
}

/** Runs a command in a folder, and gives all that it prints. */
async function printedBy(line: string, folder: string): Promise<string> {
  const { stdout, stderr } = await command(folder, ...wordsOf(line));
  return stdout + stderr;
}

const number = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;
const decimals = /^-?\d+\.(\d+)(?:e([+-]?\d+))?$/;

/** Whether numbers or words are among what was printed; a number may be off by one in its last digit. */
function isAmong(printed: string, told: string): boolean {
  const pieces = told.trim().split(/\s+/);
  if (!pieces.every((piece) => decimals.test(piece))) {
    return printed.replaceAll(/\s+/g, " ").includes(pieces.join(" "));
  }
  const numbers = (printed.match(number) ?? []).map(Number);
  return pieces.every((piece) => {
    const [, digits, exponent = "0"] = decimals.exec(piece) ?? [];
    const unit = 10 ** (Number(exponent) - digits.length);
    return numbers.some((each) => Math.abs(each - Number(piece)) < 1.01 * unit);
  });
}

/** Lays out what the page works with: the pipelines, the data and its small files. */
async function layOut(folder: string): Promise<void> {
  for (const name of ["pipelines", "data"]) await copyFolder(join(root, name), join(folder, name));
  for (const block of blocksIn(page)) {
    if (block.kind === "file") await Deno.writeTextFile(join(folder, block.name), block.text);
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    // What is here and not in a fresh clone is left out.
    if (isDirectory && from.endsWith("large")) continue;
    if (isDirectory) await copyFolder(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}

Deno.test("every command of the course names a pipeline, a variant and parameters that exist", async () => {
  await inFolder(async (folder) => {
    await layOut(folder);
    for (const { line } of toldIn(page)) {
      const words = wordsOf(line);
      const chosen = words.flatMap((word, at) =>
        // Of several values the first.
        word === "--variant" || word === "--set" ? [word, words[at + 1].replace(/,.*/, "")] : []
      );
      for (const file of words.filter((word) => word.endsWith(".pipe"))) {
        const { exitCode, stderr } = await command(folder, "params", file, ...chosen);
        assert.equal(exitCode, 0, `${line}\n${stderr}`);
      }
    }
  });
});

Deno.test("the commands of the course print what it says", async () => {
  await inFolder(async (folder) => {
    await layOut(folder);
    for (const block of blocksIn(page)) {
      if (block.kind === "file" || block.printed === undefined) continue;
      assertPrinted(await printedBy(block.script, folder), block.printed);
    }
    const told = toldIn(page).filter(({ isLong }) => !isLong);
    assert(told.length > 50, `${told.length}`);
    const printedOnce = new Map<string, string>();
    for (const { line, printed } of told) {
      assert(printed.length > 0, `${line} has something to print`);
      const text = printedOnce.get(line) ?? await printedBy(line, folder);
      printedOnce.set(line, text);
      for (const each of printed) {
        assert(isAmong(text, each), `${line}: ${each} is not in\n${text}`);
      }
    }
  });
});

Deno.test("what is told is found by its digits, and not where another digit stands", () => {
  const text =
    "`deno task run a.pipe` prints `1.269`,\nand `ok`.\n\n† `deno task run\nb.pipe`: `2`\n";
  assert.deepEqual(toldIn(text), [
    { line: "deno task run a.pipe", printed: ["1.269", "ok"], isLong: false },
    { line: "deno task run b.pipe", printed: ["2"], isLong: true },
  ]);
  assert(isAmong("loss 1.2690\n", "1.269") && isAmong("loss 1.26999\n", "1.269"));
  assert(!isAmong("loss 1.27309\n", "1.269") && !isAmong("4.546e-4\n", "4.546e-5"));
  assert(!isAmong("rows 3\n", "ok"));
});

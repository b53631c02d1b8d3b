import assert from "node:assert/strict";
import { join } from "node:path";
import { execute, root } from "./api_example.ts";

/** A block of a page: a file to save, or commands and what they print. */
type Block =
  | { readonly kind: "file"; readonly name: string; readonly text: string }
  | { readonly kind: "commands"; readonly script: string; readonly printed?: string };

/**
 * The blocks of a page that tells how to work: those with a name after their language are files, `sh` is
 * run in a shell, and a `text` right after it is what that prints. Others are for reading.
 */
export function blocksIn(page: string): readonly Block[] {
  const blocks: Block[] = [];
  const fences = /^```(\w+)(?: (\S+))?\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?/gms;
  for (const [, language, name, text, printed] of page.matchAll(fences)) {
    if (name !== undefined) blocks.push({ kind: "file", name, text });
    else if (language === "sh") blocks.push({ kind: "commands", script: text, printed });
  }
  return blocks;
}

/** Does what a page tells, in a folder, and compares what is printed. */
export async function workThrough(path: string, folder: string): Promise<void> {
  const blocks = blocksIn(await Deno.readTextFile(join(root, path)));
  assert(blocks.some(({ kind }) => kind === "commands"), `${path} has something to do`);
  for (const block of blocks) {
    if (block.kind === "file") await Deno.writeTextFile(join(folder, block.name), block.text);
    else {
      const printed = await runInShell(block.script, folder);
      if (block.printed !== undefined) assertPrinted(printed, block.printed);
    }
  }
}

/** What a person sees who types these lines; `deno task` finds the tasks of the clone. */
async function runInShell(script: string, folder: string): Promise<string> {
  const task = 'deno() { shift; "$DENO" task --quiet --config "$ROOT/deno.json" "$@"; }';
  const env = { DENO: Deno.execPath(), ROOT: root };
  // Where these tests are a task themselves, its INIT_CWD would stand for the folder of the person.
  const lines = `unset INIT_CWD\nexec 2>&1\n${task}\n${script}`;
  return (await execute("sh", ["-c", lines], { cwd: folder, env })).stdout;
}

/** Numbers with decimals may differ in the last of them, since no two processors add alike. */
const decimal = /\d+\.\d{3,}/g;
const relative = 0.02;

/** Compares what was printed; a line `...` on the page stands for any lines. */
export function assertPrinted(printed: string, page: string): void {
  const shape = (text: string) => `${text.trimEnd()}\n`.replaceAll(decimal, "#");
  const pieces = shape(page).split(/^\.\.\.\n/m).map(RegExp.escape);
  const isAlike = new RegExp(`^${pieces.join("(?:.*\n)*")}$`).test(shape(printed));
  if (!isAlike) assert.equal(printed, page);
  const numbers = printed.match(decimal)?.map(Number) ?? [];
  for (const told of page.match(decimal)?.map(Number) ?? []) {
    const at = numbers.findIndex((each) => Math.abs(each - told) <= relative * Math.abs(told));
    assert(at >= 0, `${told} is on the page, and not in\n${printed}`);
    numbers.splice(0, at + 1);
  }
}

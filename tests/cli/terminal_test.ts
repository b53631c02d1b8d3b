/** What a person at a terminal sees and can do. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { report } from "../../cli/terminal.ts";
import { main } from "../../cli.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { command, patienceMs } from "./command.ts";

interface ColourScreen {
  readonly isTerminal: boolean;
  readonly noColor: boolean;
  readonly term?: string;
}

/** Whether `report` shows a diagnostic in colour. */
function isColoured(screen: ColourScreen): boolean {
  const shown: string[] = [];
  const { error } = console;
  const { isTerminal } = Deno.stderr;
  const { consoleSize } = Deno;
  const noColor = Object.getOwnPropertyDescriptor(Deno, "noColor")!;
  const term = Deno.env.get("TERM");
  console.error = (text: string) => void shown.push(text);
  Deno.stderr.isTerminal = () => screen.isTerminal;
  Deno.env.set("TERM", screen.term ?? "xterm");
  Deno.consoleSize = () => ({ columns: 80, rows: 24 });
  Object.defineProperty(Deno, "noColor", { value: screen.noColor, configurable: true });
  try {
    report([{ code: "E0430", severity: "error", message: 'There is no file "x"', place: "x" }]);
  } finally {
    console.error = error;
    Deno.stderr.isTerminal = isTerminal;
    Deno.consoleSize = consoleSize;
    Object.defineProperty(Deno, "noColor", noColor);
    if (term === undefined) Deno.env.delete("TERM");
    else Deno.env.set("TERM", term);
  }
  // deno-lint-ignore no-control-regex -- the codes that colour a terminal
  return /\u001b\[/.test(shown.join());
}

Deno.test("a dumb terminal gets no colours", () => {
  assert(!isColoured({ isTerminal: true, noColor: false, term: "dumb" }));
});

Deno.test("diagnostics are in colour on a terminal, unless NO_COLOR is set, and nowhere else", () => {
  assert(isColoured({ isTerminal: true, noColor: false }));
  assert(!isColoured({ isTerminal: true, noColor: true }));
  assert(!isColoured({ isTerminal: false, noColor: false }));
});

/** Starts a program that ignores the signal which Ctrl-C aborts, and waits until it runs. */
async function startStubborn(...args: readonly string[]) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", fileURLToPath(new URL("stubborn.ts", import.meta.url)), ...args],
    stdout: "piped",
    stderr: "null",
    signal: AbortSignal.timeout(patienceMs),
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const nextWord = async () => (await reader.read()).value?.trim();
  assert.equal(await nextWord(), "ready");
  return { child, reader, nextWord };
}

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const) {
  Deno.test(`the first ${signal} aborts, one a second later ends the process at once`, async () => {
    const { child, reader, nextWord } = await startStubborn();
    child.kill(signal);
    assert.equal(await nextWord(), `aborted ${code}`);
    // What the terminal has sent comes twice where a task passes it on.
    child.kill(signal);
    assert.equal(await nextWord(), "still here");
    child.kill(signal);
    assert.equal((await child.status).code, code);
    await reader.cancel();
  });
}

Deno.test("a process that is busy notices a signal nonetheless", async () => {
  const { child, reader, nextWord } = await startStubborn("busy");
  child.kill("SIGTERM");
  assert.equal(await nextWord(), "aborted 143");
  await reader.cancel();
  assert.equal((await child.status).code, 0);
});

Deno.test("after a command Ctrl-C means what it always means", async () => {
  const { child, reader } = await startStubborn("stop");
  child.kill("SIGINT");
  assert.equal((await child.status).signal, "SIGINT");
  assert((await reader.read()).done);
});

Deno.test("a mistake of our own ends with 70 and asks to be reported", async () => {
  const { log, error } = console;
  const shown: string[] = [];
  console.log = () => {
    throw new TypeError("nothing can be printed");
  };
  console.error = (text: string) => void shown.push(text);
  try {
    await inFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/x.pipe`, "pipe 1\nparam n: int = 1\n");
      assert.equal(await main(["params", `${folder}/x.pipe`]), 70);
    });
  } finally {
    Object.assign(console, { log, error });
  }
  assert.deepEqual(shown, [
    "internal error: nothing can be printed\nThis is a mistake in Penstock; please report it.",
  ]);
});

Deno.test("an unknown command is a mistake in usage, and the next one is named", async () => {
  const { exitCode, stdout } = await command("/", "chekc", "x.pipe");
  assert.deepEqual([exitCode, stdout], [2, ""]);
});

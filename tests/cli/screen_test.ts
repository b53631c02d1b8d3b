/** A terminal as the command line sees and uses it. */
import assert from "node:assert/strict";
import { drawsBar, openLiveLine, screenWidth } from "../../cli/screen.ts";

interface Terminal {
  readonly isTerminal: boolean;
  readonly noColor: boolean;
  readonly term: string;
  columns: number;
}

const usual: Terminal = { isTerminal: true, noColor: false, term: "xterm-256color", columns: 80 };

/** Runs something as if at a terminal, and gives what it wrote to stderr beside its result. */
async function at<T>(
  terminal: Terminal,
  use: (written: readonly string[]) => T | Promise<T>,
): Promise<T> {
  const { stdout, stderr, consoleSize } = Deno;
  const before = [stdout.isTerminal, stderr.isTerminal, stderr.writeSync] as const;
  const noColor = Object.getOwnPropertyDescriptor(Deno, "noColor")!;
  const term = Deno.env.get("TERM");
  const written: string[] = [];
  stdout.isTerminal = stderr.isTerminal = () => terminal.isTerminal;
  stderr.writeSync = (bytes) => {
    written.push(new TextDecoder().decode(bytes));
    return bytes.length;
  };
  Deno.consoleSize = () => ({ columns: terminal.columns, rows: 24 });
  Object.defineProperty(Deno, "noColor", { value: terminal.noColor, configurable: true });
  Deno.env.set("TERM", terminal.term);
  try {
    return await use(written);
  } finally {
    [stdout.isTerminal, stderr.isTerminal, stderr.writeSync] = before;
    Deno.consoleSize = consoleSize;
    Object.defineProperty(Deno, "noColor", noColor);
    if (term === undefined) Deno.env.delete("TERM");
    else Deno.env.set("TERM", term);
  }
}

Deno.test("a bar is drawn on a terminal, unless NO_COLOR is set or TERM is dumb", async () => {
  assert(await at(usual, drawsBar));
  assert(!await at({ ...usual, isTerminal: false }, drawsBar));
  assert(!await at({ ...usual, noColor: true }, drawsBar));
  assert(!await at({ ...usual, term: "dumb" }, drawsBar));
});

Deno.test("a screen is as wide as the terminal says, and a pipe has no width", async () => {
  assert.equal(await at({ ...usual, columns: 40 }, () => screenWidth()), 40);
  assert.equal(await at({ ...usual, columns: 0 }, () => screenWidth()), 80);
  assert.equal(await at({ ...usual, isTerminal: false }, () => screenWidth()), undefined);
});

const erase = "\r\x1b[J";

Deno.test("a live line replaces itself, leaves the last column free and rests at its start", async () => {
  await at({ ...usual, columns: 8 }, (written) => {
    const line = openLiveLine();
    line.show((width) => "x".repeat(width));
    line.show(() => "short");
    line.clear();
    line.clear();
    line.stop();
    assert.deepEqual(written, [`${erase}xxxxxxx\r`, `${erase}short\r`, erase]);
  });
});

Deno.test({
  name: "a live line is made to fit when the terminal is resized, until it is taken off",
  ignore: Deno.build.os === "windows",
  async fn() {
    const terminal = { ...usual, columns: 8 };
    await at(terminal, async (written) => {
      const line = openLiveLine();
      line.show((width) => "x".repeat(width));
      terminal.columns = 4;
      Deno.kill(Deno.pid, "SIGWINCH");
      for (let tries = 0; written.length < 2 && tries < 200; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      line.stop();
      assert.deepEqual(written, [`${erase}xxxxxxx\r`, `${erase}xxx\r`, erase]);
    });
  },
});

import { deepStrictEqual as assertEquals, ok as assert } from "node:assert/strict";
import { diagnosticsOf, itemsOf } from "../example.ts";

const codesOf = (text: string) => diagnosticsOf(text).map(({ code }) => code);

/** Generous: the slowest takes a tenth of it, where a quadratic phase takes minutes. */
const limitMs = 5000;
const length = 60_000;

function assertFast(text: string): readonly string[] {
  const start = performance.now();
  const codes = codesOf(text);
  const tookMs = performance.now() - start;
  assert(tookMs < limitMs, `${tookMs} ms`);
  assert(codes.length > 0 && codes.length <= 100);
  return codes;
}

Deno.test("a file of more than 1 MiB is refused by its size", () => {
  assertEquals(assertFast("(".repeat(10_000_000)), ["E0101"]);
});

Deno.test("deep nesting is refused before the parser", () => {
  assertEquals(assertFast("(".repeat(900_000)), ["E0102"]);
  const nested = (depth: number) => `seed ${"[".repeat(depth)}${"]".repeat(depth)}`;
  assertEquals(itemsOf(nested(64)).length, 1);
  assertEquals(codesOf(`pipe 1\n${nested(65)}`), ["E0102"]);
});

Deno.test("long chains of operators are refused, long lists are not", () => {
  assertEquals(codesOf(`pipe 1\nseed 1${" + 1".repeat(100_000)}`), ["E0102"]);
  assertEquals(itemsOf(`seed [${"1 + 2, ".repeat(10_000)}]`)[0].value.items.length, 10_000);
});

Deno.test("no more than a hundred mistakes are shown", () => {
  const codes = assertFast(`pipe 1\n${"oops\n".repeat(200)}`);
  assertEquals(codes.length, 100);
  assertEquals(codes.at(-1), "E0133");
});

const hostile: Record<string, string> = {
  "unknown stages": "a\n",
  "broken stages": "load )\n",
  "stages without newlines": "load load ",
  "unfinished lines": "seed\n",
  "strange characters": "@ ",
  "minus signs": "-",
  "openings and closings": "()",
  "unclosed lists": "load([\n",
  "closing brackets": ")}]\n",
  "quotes": '"\\',
  "backslashes": "\\",
  "single quotes": "' ",
  "dots": ".",
  "digits": "1",
  "digits and dots": "1.",
  "signs": "load a = ",
  "commas": "seed [,,,],",
  "control characters": "\x00\n",
  "carriage returns": "\r",
};
for (const [name, piece] of Object.entries(hostile)) {
  Deno.test(`a file full of ${name} is refused in linear time`, () => {
    assertFast("pipe 1\n" + piece.repeat(Math.floor(length / piece.length)) + "x");
  });
}

Deno.test("a block full of mistakes is refused in linear time", () => {
  assertFast(`pipe 1\nmodel {\n${"  linear = 3\n".repeat(length / 20)}}`);
  assertFast(`pipe 1\nload csv(${"a = = 3,\n".repeat(length / 10)})`);
});

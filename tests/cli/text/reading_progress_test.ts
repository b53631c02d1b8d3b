import assert from "node:assert/strict";
import { readingProgress } from "../../../cli/text/reading.ts";

/** What is shown of a file of 100 bytes that is read in so many milliseconds a byte. */
function shown(msEach: number, hasLine: boolean): string[] {
  const texts: string[] = [];
  let now = 0;
  const line = {
    show: (text: string) => void texts.push(text),
    clear: () => void texts.push("cleared"),
  };
  const onRead = readingProgress({
    ...hasLine && { line },
    say: (text) => void texts.push(text),
    now: () => now,
  });
  for (let read = 1; read <= 100; read++, now += msEach) onRead({ path: "t.csv", read, size: 100 });
  return texts;
}

Deno.test("nothing is said of a file that is read at once", () => {
  assert.deepEqual(shown(1, true), ["cleared"]);
  assert.deepEqual(shown(1, false), []);
});

Deno.test("on a terminal a line tells how far a file is read, and goes when it is", () => {
  const texts = shown(50, true);
  assert.equal(texts[0], "reading t.csv  21 %");
  assert.equal(texts.at(-1), "cleared");
  assert(texts.length > 20 && texts.length < 60, `${texts.length}`);
});

Deno.test("in a pipe a line is printed now and then", () => {
  assert.deepEqual(shown(300, false), [
    "reading t.csv  5 %",
    "reading t.csv  39 %",
    "reading t.csv  73 %",
  ]);
});

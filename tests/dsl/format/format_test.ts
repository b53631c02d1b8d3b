import {
  deepStrictEqual as assertEquals,
  ok as assert,
  strictEqual as assertSame,
} from "node:assert/strict";
import fc from "fast-check";
import { format } from "../../../dsl/format/format.ts";
import { keywords } from "../../../dsl/syntax/tokens.ts";
import { displayWidth } from "../../../dsl/text/width.ts";
import { example, nestedExample, parseText } from "../example.ts";

const golden = new URL("../golden/format/", import.meta.url);
const syntax = new URL("../golden/syntax/", import.meta.url);
const pipelines = new URL("../../../pipelines/", import.meta.url);

const formatText = (text: string) => format({ name: "x.pipe", text });

/** Every `.pipe` file in a folder and below, by its path. */
function pipesIn(folder: URL): [name: string, text: string][] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    if (isDirectory) return pipesIn(new URL(`${name}/`, folder));
    return name.endsWith(".pipe") ? [[name, Deno.readTextFileSync(new URL(name, folder))]] : [];
  });
}

const written = pipesIn(golden).filter(([name]) => !name.endsWith(".formatted.pipe"));
const texts = [
  example,
  nestedExample,
  ...[...written, ...pipesIn(pipelines)].map(([, text]) => text),
];
const valid = texts.filter((text) => parseText(text).ok);

for (const [name, text] of written) {
  Deno.test(`${name} is formatted as its partner shows`, () => {
    const expected = new URL(name.replace(/\.pipe$/, ".formatted.pipe"), golden);
    const actual = formatText(text);
    if (Deno.env.get("UPDATE_GOLDEN") === "1") Deno.writeTextFileSync(expected, actual);
    assertSame(actual, Deno.readTextFileSync(expected));
    assertSound(text);
  });
}

Deno.test("every pipeline that ships is formatted", () => {
  for (const [name, text] of pipesIn(pipelines)) assertSame(formatText(text), text, name);
});

Deno.test("files with a mistake keep every line that has one", () => {
  for (const [name, text] of pipesIn(syntax)) {
    const before = parseText(text);
    const after = parseText(assertSound(text));
    if (before.ok || after.ok) continue;
    const codesOf = ({ diagnostics }: typeof before) => diagnostics.map(({ code }) => code);
    assertEquals(codesOf(after), codesOf(before), name);
  }
});

Deno.test("an empty text and blank lines become nothing", () => {
  assertSame(formatText(""), "");
  assertSame(formatText("\ufeff \r\n\t\n"), "");
});

Deno.test("a text too large to parse stays as it is", () => {
  const text = "seed  7\n".repeat(200_000);
  assertSame(formatText(text), text);
});

Deno.test("many mistakes are formatted around in good time", () => {
  const start = performance.now();
  for (
    const piece of ["load(\n", "a\n", "model {\n", "}\n", "seed 7\nseed\n", " load {\n", "@\n"]
  ) {
    formatText("pipe 1\n" + piece.repeat(60_000 / piece.length));
  }
  const tookMs = performance.now() - start;
  assert(tookMs < 60_000, `${tookMs} ms`); // generous: a quadratic step takes minutes
});

Deno.test("widths are those of a terminal", () => {
  const widths = { "abc": 3, "漢字": 4, "e\u0301": 1, "é": 1, "👩‍👩‍👧": 2, "ｗ": 2, "": 0 };
  for (const [text, width] of Object.entries(widths)) assertSame(displayWidth(text), width, text);
});

const options = { numRuns: 300 };
const words = [
  ..."()[]{},:=+-*/.;\"'#\n\r\t\\%@“ ",
  ...Object.keys(keywords),
  ...'in on .. \n\n name 1 0.5 .5 20% "text" //x 漢 \u0000 \ufeff \u00a0 😀 #c\n'.split(" "),
];

function withoutSpans(_key: string, value: unknown): unknown {
  return _key === "span" ? undefined : value;
}

function commentsOf(text: string): string[] {
  const blanks = /[ \t\u00a0\r]+$/;
  const strings = /"[^"\\\n\r]*(?:\\[^\n\r][^"\\\n\r]*)*"/;
  const found = text.matchAll(new RegExp(`${strings.source}|#[^\\n]*`, "g"));
  return [...found].map(([each]) => each.replace(blanks, "")).filter((each) => each[0] === "#");
}

/** Checks what holds for every text, and gives it back formatted. */
function assertSound(text: string): string {
  const formatted = formatText(text);
  assertSame(formatText(formatted), formatted, "not the same a second time");
  assertEquals(commentsOf(formatted), commentsOf(text));
  const before = parseText(text);
  const after = parseText(formatted);
  assertSame(after.ok, before.ok);
  if (before.ok && after.ok) {
    assertSame(
      JSON.stringify(after.value, withoutSpans),
      JSON.stringify(before.value, withoutSpans),
    );
    const lines = formatted.replace(/"[^"\n]*"|#.*/g, "x");
    assert(!/[ \t\r]\n|\n\n\n|^\n|\n\n$|[^\n]$|\n *\t/.test(lines), "blanks");
  }
  return formatted;
}

/** A text with pieces of it replaced by words of the language. */
function changed(change: fc.Arbitrary<string>, sources: readonly string[]): fc.Arbitrary<string> {
  const changes = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6), change),
    {
      maxLength: 5,
    },
  );
  return fc.tuple(fc.constantFrom(...sources), changes).map(([source, all]) =>
    all.reduce((text, [place, length, added]) => {
      const start = Math.floor(place * text.length);
      return text.slice(0, start) + added + text.slice(start + length);
    }, source)
  );
}

/** A valid text with other blanks, line breaks and comments where they mean nothing. */
const relaid = fc.tuple(
  fc.constantFrom(...valid),
  fc.array(fc.constantFrom("", "", " ", "\t", "\n", "\n\n", " # c\n", "\n  # c\n\n"), {
    minLength: 10,
    maxLength: 40,
  }),
).map(([text, blanks]) => {
  let count = 0;
  const next = () => blanks[count++ % blanks.length];
  return text.replace(/"[^"\n]*"|#.*|[([{,](?!$)|\n/g, (each) => {
    if (/^["#]/.test(each)) return each;
    return each === "\n" ? next().trimEnd() + "\n" + next().replace(/[^\n]/g, "") : each + next();
  });
});

Deno.test("a text laid out anyhow is formatted without a change of meaning", () => {
  fc.assert(fc.property(relaid, (text) => void assertSound(text)), options);
});

Deno.test("a text with changes is formatted without a change of meaning", () => {
  const sources = [...texts, ...pipesIn(syntax).map(([, text]) => text)];
  const anyChange = changed(fc.constantFrom("", "", ...words), sources);
  fc.assert(fc.property(anyChange, (text) => void assertSound(text)), options);
});

Deno.test("random text and random words are formatted without a change of meaning", () => {
  const soup = fc.array(fc.constantFrom(...words), { maxLength: 60 });
  const inBlock = soup.map((each) => "pipe 1\nmodel {\n" + each.join(" ") + "\n}\n");
  const random = fc.string({ unit: "binary", maxLength: 200 });
  const any = fc.oneof(random, soup.map((each) => each.join(" ")), inBlock);
  fc.assert(fc.property(any, (text) => void assertSound(text)), options);
});

Deno.test("a byte order mark in a last line without an end is blank, as it is with one", () => {
  const formatted = (text: string) => format({ name: "x.pipe", text });
  for (const text of ["\n\n \ufeff", " \ufeff\n", "\ufeff", "\n\ufeff\ufeff"]) {
    assertSame(formatted(text), "");
  }
  assertSame(formatted("\n \ufeff\npipe 1\n"), "pipe 1\n");
});

Deno.test("a text with half a line end stays as it is: to the parser it is a mistake", () => {
  for (const text of ["pipe   1\nseed 7\r", "pipe 1\r\r\nseed   7\n", "\r"]) {
    assertSame(format({ name: "x.pipe", text }), text);
  }
  assertSame(format({ name: "x.pipe", text: "pipe   1\r\nseed 7\r\n" }), "pipe 1\nseed 7\n");
});

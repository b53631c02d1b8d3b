import { ok as assert, strictEqual as assertEquals } from "node:assert/strict";
import type { Diagnostic } from "../../../dsl/text/diagnostic.ts";
import { render, renderAll } from "../../../dsl/report/render.ts";
import type { Span } from "../../../dsl/text/span.ts";

function spanOfText(text: string, part: string): Span {
  const start = text.indexOf(part);
  return { source: { name: "x.pipe", text }, start, end: start + part.length };
}

function diagnostic(rest: Partial<Diagnostic>): Diagnostic {
  return { code: "E0204", severity: "error", message: 'Unknown layer "tahn"', ...rest };
}

/** The excerpt's line and the line of carets. */
function marked(text: string, part: string): string {
  return render(diagnostic({ span: spanOfText(text, part) })).split("\n").slice(3, 5).join("\n");
}

Deno.test("a diagnostic shows its place, excerpt and help", () => {
  const span = spanOfText("a\n".repeat(8) + "  tahn\n}", "tahn");
  const text = render(diagnostic({ span, help: 'Did you mean "tanh"?' }));
  assertEquals(
    text,
    `error[E0204]: Unknown layer "tahn"
  --> x.pipe:9:3
  |
9 |   tahn
  |   ^^^^
help: Did you mean "tanh"?`,
  );
});

Deno.test("notes are further excerpts, and the gutter fits the longest line number", () => {
  const text = "first\n" + "\n".repeat(98) + "second";
  const note = { message: "The first stands here", span: spanOfText(text, "first") };
  assertEquals(
    render(diagnostic({ severity: "warning", span: spanOfText(text, "second"), notes: [note] })),
    `warning[E0204]: Unknown layer "tahn"
    --> x.pipe:100:1
    |
100 | second
    | ^^^^^^
note: The first stands here
    --> x.pipe:1:1
    |
  1 | first
    | ^^^^^`,
  );
});

Deno.test("a place without a text is shown by its name", () => {
  assertEquals(
    render(diagnostic({ place: 'data/iris.csv:17, column "x"' })),
    'error[E0204]: Unknown layer "tahn"\n  --> data/iris.csv:17, column "x"',
  );
});

Deno.test("several diagnostics stand a blank line apart", () => {
  const one = diagnostic({});
  assertEquals(renderAll([one, one]), `${render(one)}\n\n${render(one)}`);
  assertEquals(renderAll([]), "");
});

Deno.test("carets count display columns", () => {
  assertEquals(marked("a\tbc", "bc"), "1 | a   bc\n  |     ^^");
  assertEquals(marked("漢字 x", "字"), "1 | 漢字 x\n  |   ^^");
  assertEquals(marked("e\u0301 x", "x"), "1 | e\u0301 x\n  |   ^");
  assertEquals(marked("😀 x", "x"), "1 | 😀 x\n  |    ^");
});

Deno.test("an empty span shows one caret, even past the end", () => {
  assertEquals(marked("ab", ""), "1 | ab\n  | ^");
  const source = { name: "x.pipe", text: "ab\n" };
  const atEnd = render(diagnostic({ span: { source, start: 3, end: 3 } }));
  assert(atEnd.endsWith("2 |\n  | ^"), atEnd);
});

Deno.test("a span over several lines is marked to the end of the first", () => {
  assertEquals(marked("a {\r\n b\r\n}", "{\r\n b\r\n}"), "1 | a {\n  |   ^");
});

Deno.test("a long line is cut around the span to a hundred columns", () => {
  const text = "漢".repeat(3000) + "here" + "b".repeat(5000);
  const [line, carets] = marked(text, "here").split("\n").map((each) => each.slice(4));
  assertEquals(line, "…" + "漢".repeat(20) + "here" + "b".repeat(54) + "…");
  assertEquals(carets, " ".repeat(41) + "^^^^");
});

Deno.test("excerpts are cut to the screen, around the place and below the same letters", () => {
  const text = "first\n" + "a".repeat(60) + "here" + "b".repeat(60);
  const span = spanOfText(text, "here");
  for (const width of [20, 40, 80, 200]) {
    const [, , , line, carets] = render(diagnostic({ span }), { width }).split("\n");
    assert(line.length <= width && carets.length <= width, `${width}: ${line}`);
    assertEquals(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1), "here");
    assertEquals(line.includes("a".repeat(60)), width === 200);
  }
});

Deno.test("carets of a long span end with the screen", () => {
  const text = "x".repeat(200);
  const lines = render(diagnostic({ span: spanOfText(text, text) }), { width: 40 }).split("\n");
  assertEquals(lines.slice(3).join("\n"), `1 | ${"x".repeat(35)}…\n  | ${"^".repeat(35)}`);
});

Deno.test("a screen that is hardly there still shows the place", () => {
  const text = "a".repeat(60) + "here";
  const shown = render(diagnostic({ span: spanOfText(text, "here") }), { width: 1 });
  assert(shown.split("\n")[3].includes("here"), shown);
});

Deno.test("text cannot talk to the terminal", () => {
  const text = "a\x1b[31m\u202e\x00\u009b\r x";
  const source = { name: text, text };
  const note = { message: text, span: { source, start: 0, end: 9 } };
  const parts = { message: text, help: text, notes: [note], span: { source, start: 0, end: 9 } };
  const shown = render(diagnostic(parts)) + render(diagnostic({ place: text }));
  // deno-lint-ignore no-control-regex -- that is the point
  assert(!/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/.test(shown));
  assert(shown.includes("a\\u{1b}[31m\\u{202e}\\u{0}\\u{9b}\\u{d} x"));
});

Deno.test("colours change nothing but colours", () => {
  const one = diagnostic({ span: spanOfText("tahn", "tahn"), help: "Write tanh" });
  const colored = render(one, { color: true });
  assert(colored.startsWith("\x1b[1;31merror[E0204]\x1b[0m"));
  // deno-lint-ignore no-control-regex -- removes ANSI codes
  assertEquals(colored.replace(/\x1b\[[\d;]*m/g, ""), render(one));
});

Deno.test("a note may point into the data", () => {
  const note = { message: "first seen here", place: 'x.csv:3, column "a"' };
  const text = render({ code: "E0401", severity: "error", message: "odd", notes: [note] });
  assertEquals(text, 'error[E0401]: odd\nnote: first seen here\n  --> x.csv:3, column "a"');
});

/** Pages of runs as a real browser shows them: at three widths, light and dark. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runReport } from "../../report/run_report.ts";
import { hardRuns } from "../report/hostile/cases.ts";
import { shippedPage, shippedPipelines } from "../report/shipped_pages.ts";
import { inFolder } from "../runtime/pipelines.ts";
import { inBrowser, lookAt } from "./chromium.ts";

/** What is wrong with each of some pages, by its name. */
function problemsOf(
  pages: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  return inFolder(async (folder) => {
    const names = Object.keys(pages);
    const addresses = await Promise.all(names.map(async (name, at) => {
      const file = join(folder, `${at}.html`);
      await Deno.writeTextFile(file, pages[name]);
      return pathToFileURL(file).href;
    }));
    const found = await lookAt<Record<string, readonly string[]>>(
      "look_at_reports.ts",
      addresses.join("\n"),
    );
    return Object.fromEntries(names.map((name, at) => [name, found[addresses[at]]]));
  });
}

function without(pages: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(pages.map((name) => [name, []]));
}

Deno.test({
  ...inBrowser("pages of runs that are hard to make one of have nothing wrong"),
  async fn() {
    const names = Object.keys(hardRuns);
    const pages = Object.fromEntries(names.map((name) => [name, runReport(hardRuns[name]())]));
    assert.deepEqual(await problemsOf(pages), without(names));
  },
});

Deno.test({
  ...inBrowser("pages of pipelines that we ship have nothing wrong"),
  async fn() {
    const pages: Record<string, string> = {};
    for (const [path, variant] of shippedPipelines) pages[path] = await shippedPage(path, variant);
    assert.deepEqual(await problemsOf(pages), without(Object.keys(pages)));
  },
});

/** A page with one mistake each. */
function pageWith(body: string, style = ""): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A page</title><style>body { background: #fff; color: #000; } ${style}</style></head>
<body><header>Above</header><main><h1>A page</h1>${body}</main></body></html>`;
}

function pictureWith(marks: string): string {
  return `<svg width="300" height="60" role="img" aria-labelledby="a-title">
<title id="a-title">A picture</title><desc>Of something</desc>${marks}</svg>`;
}

const threeLines = `<line x1="0" y1="50" x2="9" y2="50"/>`.repeat(3);

/** What is wrong, and what is said of it. */
const wrong: readonly (readonly [name: string, page: string, problem: RegExp])[] = [
  [
    "texts that lie on each other in a picture",
    pageWith(
      pictureWith(`${threeLines}<text x="9" y="20">one</text><text x="15" y="22">two</text>`),
    ),
    /"two" lies on "one"|"one" lies on "two"/,
  ],
  [
    "a text that stands out of a picture",
    pageWith(pictureWith(`${threeLines}<text x="290" y="20">a long text</text>`)),
    /"a long text" stands out of the picture/,
  ],
  [
    "a pale text in a picture",
    pageWith(pictureWith(`${threeLines}<text x="9" y="20" fill="#aaa">pale</text>`)),
    /"pale" has a contrast of 2\.3/,
  ],
  [
    "a text on a mark of its colour",
    pageWith(
      pictureWith(
        `${threeLines}<rect width="90" height="40" fill="#223"/><text x="9" y="20">dark</text>`,
      ),
    ),
    /"dark" has a contrast of 1\.\d/,
  ],
  ["a pale text", pageWith("<p>Pale</p>", "p { color: #bbb; }"), /axe, color-contrast/],
  ["an empty picture", pageWith(pictureWith("<line/>")), /a-title is empty/],
  [
    "a text out of its box",
    pageWith(`<p>${"long".repeat(9)}</p>`, "p { width: 50px; }"),
    /<p>: "long.*" stands out of its box/,
  ],
  [
    "paragraphs that lie on each other",
    pageWith("<p>First</p><p>Second</p>", "p + p { margin-top: -32px; }"),
    /"Second" lies on "First"|"First" lies on "Second"/,
  ],
  [
    "a page that is too wide",
    pageWith("<div></div>", "div { width: 2000px; height: 1px; }"),
    /px wider/,
  ],
  ["a request", pageWith('<img alt="a" src="http://127.0.0.1:9/a.png">'), /asks for http/],
];

Deno.test({
  ...inBrowser("what is wrong with a page is seen"),
  async fn() {
    const found = await problemsOf(Object.fromEntries(wrong.map(([name, page]) => [name, page])));
    for (const [name, , problem] of wrong) assert.match(found[name].join("\n"), problem, name);
  },
});

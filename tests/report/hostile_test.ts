/** Pages of runs that are hard to make a page of: whole, safe and small, whatever the names and the numbers are. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { runReport } from "../../report/run_report.ts";
import { hardRuns, harm } from "./hostile/cases.ts";
import { type PageElement, readPage } from "./hostile/read_page.ts";

const mostBytes = 1_000_000;

for (const [what, make] of Object.entries(hardRuns)) {
  Deno.test(`a page is whole, safe and small: ${what}`, () => {
    const run = make();
    const page = runReport(run);
    assert.deepEqual(problemsOf(page), []);
    assert.equal(runReport(run), page, "again");
    assert.equal(runReport(make()), page, "of another copy");
  });
}

Deno.test("what is wrong with a page is found", () => {
  const page = (body: string) => `<!doctype html>\n<html lang="en"><body>${body}</body></html>\n`;
  const found = (body: string) =>
    problemsOf(page(body)).filter((each) => !each.startsWith("policy"));
  assert.deepEqual(found("<p>a &lt; b</p>"), []);
  const wrong: Readonly<Record<string, RegExp>> = {
    "<p>a < b</p>": /a bare </,
    "<p>a & b</p>": /a bare &/,
    "<p><b>a</p></b>": /<\/p> closes <b>/,
    "<p>": /closes <p>/,
    '<p id="a">1</p><p id="a">2</p>': /id "a" twice/,
    '<a href="#there">1</a>': /#there leads nowhere/,
    '<a href="https://example.org">1</a>': /https:\/\/example.org/,
    '<p style="color: red">1</p>': /style/,
    '<p onclick="go()">1</p>': /onclick/,
    "<script>go()</script>": /<script>/,
    "<iframe></iframe>": /<iframe>/,
    '<img src="https://example.org/a.png">': /src/,
    '<svg><rect x="NaN"/></svg>': /NaN/,
    "<p>undefined</p>": /undefined/,
    "<p>a\u0007b</p>": /control/,
  };
  for (const [body, problem] of Object.entries(wrong)) {
    assert.match(found(body).join("\n"), problem);
  }
});

/** Everything that is wrong with the text of a page. */
function problemsOf(page: string): readonly string[] {
  const { elements, texts, mistakes } = readPage(page);
  return [
    ...mistakes,
    ...page.length < mostBytes ? [] : [`${page.length} bytes`],
    ...policyProblems(page, elements),
    ...elements.flatMap(elementProblems),
    ...linkProblems(elements),
    // What names hold may stand in a text, but never as it was typed.
    ...page.includes("<script>alert") || page.includes(harm) ? ["a name as it was typed"] : [],
    ...texts.flatMap((text) =>
      /\bundefined\b|\[object|\bInfinity\b|function \(|=> /.test(text) ? [`says ${text}`] : []
    ),
    // deno-lint-ignore no-control-regex
    .../[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Cs}/u.test(page)
      ? ["a control character"]
      : [],
  ];
}

function policyProblems(page: string, elements: readonly PageElement[]): readonly string[] {
  const policy =
    elements.find(({ attributes }) => attributes.get("http-equiv") === "Content-Security-Policy")
      ?.attributes.get("content") ?? "";
  const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  return policy.startsWith("default-src 'none'; ") && policy.includes(`'sha256-${hash}'`) &&
      !/unsafe|\*|http/.test(policy)
    ? []
    : [`policy ${policy}`];
}

/** What pages are made of; a name that got through as markup would be something else. */
const elementNames = new Set(
  (
    "html head meta title style body div header footer main nav section figure figcaption details summary p h1 h2 h3 " +
    "ul li dl dt dd table caption thead tbody tr th td pre code small span b i a br wbr bdi img " +
    "svg defs desc g path line rect circle use text tspan clipPath pattern"
  ).split(" "),
);
const attributeNames = new Set(
  (
    "lang charset http-equiv content name class id href src alt title role tabindex scope colspan " +
    "width height viewBox x y x1 y1 x2 y2 cx cy r d transform text-anchor stroke-width clip-path fill " +
    "aria-label aria-labelledby aria-hidden"
  ).split(" "),
);

function elementProblems({ name, attributes }: PageElement): readonly string[] {
  return [
    ...elementNames.has(name) ? [] : [`<${name}>`],
    ...[...attributes].flatMap(([key, value]) => [
      ...attributeNames.has(key) ? [] : [`<${name} ${key}>`],
      ...key === "href" && !value.startsWith("#") ? [`<${name} href="${value}">`] : [],
      ...key === "src" && !value.startsWith("data:image/png;base64,") ? [`src ${value}`] : [],
      ...isOfNumbers(key) && /NaN|Infinity|undefined|null|e[+-]?\d/.test(value)
        ? [`<${name} ${key}="${value.slice(0, 80)}">`]
        : [],
    ]),
  ];
}

function isOfNumbers(attribute: string): boolean {
  return /^(x|y|x1|y1|x2|y2|cx|cy|r|d|width|height|viewBox|transform|stroke-width)$/.test(
    attribute,
  );
}

/** Ids that are there twice, and what leads to none. */
function linkProblems(elements: readonly PageElement[]): readonly string[] {
  const ids = elements.flatMap(({ attributes }) => attributes.get("id") ?? []);
  const known = new Set(ids);
  const twice = ids.filter((id, at) => ids.indexOf(id) < at);
  const wanted = elements.flatMap(({ attributes }) => [
    ...attributes.get("href")?.startsWith("#") ? [attributes.get("href")?.slice(1) ?? ""] : [],
    ...attributes.get("aria-labelledby")?.split(" ") ?? [],
  ]);
  return [
    ...twice.map((id) => `id "${id}" twice`),
    ...ids.filter((id) => /\s/.test(id) || id === "").map((id) => `id "${id}"`),
    ...wanted.filter((id) => !known.has(id)).map((id) => `#${id} leads nowhere`),
  ];
}

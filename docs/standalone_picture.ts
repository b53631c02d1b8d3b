/**
 * A picture of a report as a file of its own: its style, its shapes and its ground are in it.
 * @module
 */
import { shapes } from "../report/marks/class_mark.ts";
import { style } from "../report/page/style.ts";

/** Which picture of a page is meant: one of SVG, or a table that is one. */
export type PictureInPage =
  | { readonly kind: "svg"; readonly id: string }
  | {
    readonly kind: "table";
    readonly name: string;
    readonly width: number;
    readonly height: number;
  };

/** Around a picture, so that it stands on any ground. */
const margin = 16;

/** A picture, cut out of the page of a report. @throws {RangeError} If the page has none of that name. */
export function pictureFrom(page: string, wanted: PictureInPage): string {
  return wanted.kind === "svg" ? svgFrom(page, wanted.id) : tableFrom(page, wanted);
}

function svgFrom(page: string, id: string): string {
  const found = new RegExp(`<svg (?:(?!<svg )[^])*?aria-labelledby="${id}-title [^]*?</svg>`)
    .exec(page)?.[0];
  if (found === undefined) throw new RangeError(`The page has no picture "${id}"`);
  const [, across, up] = /viewBox="0 0 (\S+) (\S+)"/.exec(found) ?? [];
  const inner = found.slice(found.indexOf(">") + 1, -"</svg>".length).trim();
  return standalone(inner, {
    ...{ width: Number(across), height: Number(up) },
    labels: `aria-labelledby="${id}-title ${id}-text"`,
  });
}

/** A table inside of SVG, as XHTML: what HTML leaves open is closed. */
function tableFrom(
  page: string,
  { name, width, height }: Extract<PictureInPage, { kind: "table" }>,
): string {
  const found = new RegExp(`aria-label="${RegExp.escape(name)}">(<table[^]*?</table>)`).exec(page);
  if (!found) throw new RangeError(`The page has no table "${name}"`);
  const table = found[1].replaceAll(/<(br|wbr)>/g, "<$1/>");
  return standalone(
    `<foreignObject x="0" y="0" width="${width}" height="${height}">
<div xmlns="http://www.w3.org/1999/xhtml" class="body">
${table}
</div>
</foreignObject>`,
    { width, height, labels: `aria-label="${name}"` },
  );
}

/** A picture that stands by itself, in the style that pages have now. @throws {RangeError} If it is none. */
export function restyled(file: string): string {
  const [, size, labels, inner] =
    /^<svg .*?viewBox="(\S+ \S+ \S+ \S+)" .*? role="img" (.*)>\n[^]*?class="paper"\/>\n([^]*)\n<\/svg>\n$/
      .exec(file) ?? [];
  if (size === undefined) throw new RangeError("This is no picture that stands by itself");
  const [width, height] = size.split(" ").slice(2).map((each) => Number(each) - 2 * margin);
  return standalone(inner, { width, height, labels });
}

function standalone(
  inner: string,
  { width, height, labels }: {
    readonly width: number;
    readonly height: number;
    readonly labels: string;
  },
): string {
  const [across, up] = [width + 2 * margin, height + 2 * margin];
  const shapesUsed = shapesIn(inner);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-margin} ${-margin} ${across} ${up}" \
width="${across}" height="${up}" role="img" ${labels}>
<style>
${styleOf(inner)}
</style>
${shapesUsed === "" ? "" : `<defs>\n${shapesUsed}\n</defs>\n`}\
<rect x="${-margin}" y="${-margin}" width="${across}" height="${up}" class="paper"/>
${inner}
</svg>
`;
}

/** The shapes of classes that are used. @throws {RangeError} If something else is used that stands elsewhere. */
function shapesIn(inner: string): string {
  const names = new Set([...inner.matchAll(/href="#([^"]+)"/g)].map(([, name]) => name));
  const elsewhere = [...names].filter((name) => !inner.includes(`id="${name}"`));
  const found = elsewhere.map((
    name,
  ) => [name, new RegExp(`<path id="${name}" .*`).exec(shapes.text)?.[0]]);
  const missing = found.flatMap(([name, shape]) => shape === undefined ? [name] : []);
  if (missing.length > 0) throw new RangeError(`The picture uses ${missing.join(", ")}`);
  return found.map(([, shape]) => shape).join("\n");
}

/** The rules of the page that hold for something in a picture, with the tokens that they use. */
function styleOf(inner: string): string {
  const isThere = (selector: string) => namesIn(selector).every((name) => isUsed(inner, name));
  const rules = [...topRules()].flatMap(({ selectors, body }) => {
    const own = selectors.filter((each) =>
      !/^(svg|:root|body|html)$|@/.test(each) && isThere(each)
    );
    return own.length > 0 ? [`${own.join(", ")} { ${body} }`] : [];
  });
  const own = [
    ".paper { fill: var(--paper); }",
    ...isUsed(inner, "table")
      ? [
        ".body { color: var(--ink); font: 16px/24px var(--sans); font-variant-numeric: tabular-nums; }",
      ]
      : [],
    ...rules,
  ].join("\n");
  return [...tokensFor(own), own].join("\n");
}

interface Rule {
  readonly selectors: readonly string[];
  readonly body: string;
}

/** The rules that hold at every width. */
function topRules(): readonly Rule[] {
  // A block of "@media" has blocks of its own.
  const plain = style.replaceAll(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, "");
  return [...plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selectors, body]) => ({
    selectors: selectors.trim().split(/\s*,\s*/),
    body: body.trim().replaceAll(/\s+/g, " "),
  }));
}

/** The elements, and the classes with their dots, that a selector asks for. */
function namesIn(selector: string): readonly string[] {
  return selector.split(/[\s>+]+/).flatMap((each) => each.match(/\.?[\w-]+|\*/g) ?? []);
}

function isUsed(inner: string, name: string): boolean {
  if (name === "svg") return true;
  if (name === "*") return inner.includes("<table");
  return name.startsWith(".")
    ? new RegExp(`class="(?:[^"]* )?${name.slice(1)}(?: [^"]*)?"`).test(inner)
    : new RegExp(`<${name}[\\s>]`).test(inner);
}

/** Light and dark: of each the tokens that some rules use. */
function tokensFor(rules: string): readonly string[] {
  const used = new Set([...rules.matchAll(/var\((--[\w-]+)\)/g)].map(([, token]) => token));
  const [light, dark] = [...style.matchAll(/:root \{([^}]*)\}/g)].map(([, body]) =>
    body.split(";").map((each) => each.trim().replaceAll(/\s+/g, " "))
      .filter((each) => used.has(each.split(":")[0]))
      .map((each) => `${each};`).join(" ")
  );
  return [
    `:root { ${light} }`,
    `@media (prefers-color-scheme: dark) { :root { ${dark} } }`,
  ];
}

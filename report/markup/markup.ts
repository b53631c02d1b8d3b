import { middleCut } from "./middle_cut.ts";

/** A piece of HTML or SVG. What came into it as text is escaped. */
export class Markup {
  /** @param text As it stands in the page. */
  constructor(readonly text: string) {}

  /** The same. */
  toString(): string {
    return this.text;
  }
}

/** What may stand in a piece: text, which is escaped, other pieces, or nothing. */
export type Content = Markup | string | number | undefined | false | readonly Content[];

/** HTML or SVG from a template: every text in it is escaped, every piece stands as it is. */
export function markup(template: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const parts = contents.map((content, at) => textOf(content) + template[at + 1]);
  return new Markup(template[0] + parts.join(""));
}

/** Pieces one behind the other, with something between them. */
export function listed(contents: readonly Content[], between: Content): Markup {
  return new Markup(contents.map(textOf).join(textOf(between)));
}

function textOf(content: Content): string {
  if (content === undefined || content === false) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "string") return escaped(content);
  if (typeof content === "number") return String(content);
  return content.map(textOf).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Control characters have no place in a page; a stand-in shows that there was one. */
function escaped(text: string): string {
  return text.toWellFormed().replaceAll(/[&<>"']/g, (each) => entities[each])
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, "\ufffd");
}

/** Longer names are cut, except where the page tells them whole. */
const longestName = 48;

/**
 * A name from the data: whatever its direction, it leaves the text around it alone, and may break at `_`. A very long
 * one is cut in the middle.
 */
export function name(text: string): Markup {
  const shown = middleCut(text, longestName);
  return shown === text ? wholeName(text) : markup`<bdi title="${text}">${breakable(shown)}</bdi>`;
}

/** The same, however long it is. */
export function wholeName(text: string): Markup {
  return markup`<bdi>${breakable(text)}</bdi>`;
}

function breakable(text: string): Markup {
  return listed(text.split("_"), markup`_<wbr>`);
}

/** The same in the type of code. */
export function code(text: string): Markup {
  return markup`<code class="mono">${name(text)}</code>`;
}

/** Reads a page as strictly as XML is read, so that what is not closed or not escaped is found. */

/** An element of a page. */
export interface PageElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The picture that it is in, unless it is one itself. */
  readonly within?: PageElement;
  /** The text right in it. */
  text: string;
}

/** What a page is made of. */
export interface ReadPage {
  readonly elements: readonly PageElement[];
  /** What is between them, with the entities as characters. */
  readonly texts: readonly string[];
  /** What is not as it should be. */
  readonly mistakes: readonly string[];
}

const voids = /^(meta|br|img|wbr)$/;
const piece =
  /<(?<close>\/)?(?<name>[a-zA-Z][a-zA-Z0-9]*)(?<attributes>(?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<>]*")?)*)\s*(?<empty>\/)?>|(?<text>[^<>]+)|(?<stray>[<>])/g;

/** Reads a page. */
export function readPage(page: string): ReadPage {
  const elements: PageElement[] = [];
  const texts: string[] = [];
  const mistakes: string[] = [];
  const open: PageElement[] = [];
  const body = page.replace(/^<!doctype html>/, "");
  // Without what is in them, for style may hold `>`.
  const outside = body.replaceAll(/(<(style|script)>)[^]*?(<\/\2>)/g, "$1$3");
  for (const { groups = {}, index } of outside.matchAll(piece)) {
    const { close, name, attributes, empty, text, stray } = groups;
    if (stray !== undefined) {
      mistakes.push(`a bare ${stray} in ${outside.slice(index, index + 60)}`);
    } else if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) {
        mistakes.push(`a bare & in ${text.slice(0, 60)}`);
      }
      texts.push(plain(text));
      const last = open.at(-1);
      if (last) last.text += plain(text);
    } else if (close) {
      const last = open.pop();
      if (last?.name !== name) mistakes.push(`</${name}> closes <${last?.name}>`);
    } else {
      const element: PageElement = {
        ...{ name, attributes: attributesOf(attributes, mistakes), text: "" },
        within: open.find((each) => each.name === "svg"),
      };
      elements.push(element);
      if (!empty && !voids.test(name)) open.push(element);
    }
  }
  mistakes.push(...open.map(({ name }) => `<${name}> stays open`));
  return { elements, texts, mistakes };
}

function attributesOf(text: string, mistakes: string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name, value = ""] of text.matchAll(/([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"]*)")?/g)) {
    if (found.has(name)) mistakes.push(`${name} twice`);
    found.set(name, plain(value));
  }
  return found;
}

function plain(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

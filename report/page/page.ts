import { createHash } from "node:crypto";
import { type Content, listed, Markup, markup } from "../markup/markup.ts";
import { shapes } from "../marks/class_mark.ts";
import { style } from "./style.ts";

/** A section of a page: what is said beside what is shown. */
export interface Section {
  /** What links point to: `training`. */
  readonly id: string;
  readonly title: string;
  /** One to three sentences, and at most one small table. */
  readonly say: Content;
  /** Panels. */
  readonly show: Content;
}

/** A page from its parts. */
export interface Page {
  /** In the tab of the browser; text, not HTML. */
  readonly title: string;
  /** What kind of page it is: `Penstock report`. */
  readonly kind: string;
  /** What it is of. */
  readonly of: Content;
  /** The answer in one sentence. */
  readonly headline: Content;
  /** What stands below it: the score, the verdict, some facts. */
  readonly lead: Content;
  readonly sections: readonly Section[];
  readonly footer: Content;
  /** What adds to the page where scripts run; it is whole without. */
  readonly script?: string;
}

/**
 * A page as one file that asks nothing of a network: its style, its pictures and its script are in it, and its
 * policy (CSP) forbids everything else.
 */
export function renderPage(page: Page): string {
  const { title, kind, of, headline, lead, sections, footer, script } = page;
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    ...script === undefined ? [] : [`script-src '${hashOf(script)}'`],
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const links = sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${shapes}
<div class="page">
<header>
<div>
<p class="kicker">${kind}<br><b>${of}</b></p>
<nav aria-label="Sections"><ul>
${listed(links, "\n")}
</ul></nav>
</div>
<div>
<h1>${headline}</h1>
${lead}
</div>
</header>
<main>
${listed(sections.map(renderSection), "\n")}
</main>
<footer>${footer}</footer>
</div>
${script !== undefined && markup`<script>${new Markup(script)}</script>`}
</body>
</html>
`.text;
}

function renderSection({ id, title, say, show }: Section): Markup {
  return markup`<section aria-labelledby="${id}">
<div class="say">
<h2 id="${id}">${title}</h2>
${say}
</div>
<div class="show">
${show}
</div>
</section>`;
}

/** As a policy names what it allows. Source: Content Security Policy Level 3, section 2.3.1. */
function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

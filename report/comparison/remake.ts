import type { ReportedComparison } from "../input/comparison.ts";
import { listed, markup } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";

/** How the comparison and its best training are made again. */
export function remakeSection({ command, best, runs }: ReportedComparison): Section {
  const [{ metrics: { made_of: { files, split }, computed_by, device } }] = runs;
  const facts = [
    ["All of it", markup`<code>${command}</code>`],
    ["The best", markup`<code>${best}</code>`],
    ...files.map(({ path, sha256 }) => [path, markup`<code>${sha256}</code>`] as const),
    ["Split, sha256", markup`<code>${split}</code>`],
    ["Versions", `Penstock ${computed_by.penstock}, ${computed_by.engine}; ${device}`],
  ] as const;
  return {
    id: "reproduce",
    title: "Reproduce",
    say:
      markup`<p>The same files, seeds and machine give the same bytes. On another machine the last digits may differ; the conclusions should not.</p>`,
    show: markup`<dl class="reproduce">
${listed(facts.map(([what, fact]) => markup`<dt>${what}</dt><dd>${fact}</dd>`), "\n")}
</dl>`,
  };
}

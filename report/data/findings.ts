import type { ReportedData } from "../input/data.ts";
import { listed, markup } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { counted } from "../words/numbers.ts";

/** What is wrong or odd with the data, as the command says it; nothing where nothing is. */
export function findingsSection({ findings }: ReportedData): Section | undefined {
  if (findings.length === 0) return undefined;
  const items = findings.map(({ code, severity, message, place, help }) =>
    markup`<dt>${severity} <code>${code}</code></dt><dd>${message}${
      place !== undefined && markup`<br><small>${place}</small>`
    }${help !== undefined && markup`<br>${help}.`}</dd>`
  );
  return {
    id: "findings",
    title: "What is odd",
    say: markup`<p>${
      counted(findings.length, "thing")
    } to look at before training. An error keeps a pipeline from running.</p>`,
    show: markup`<dl class="reproduce">
${listed(items, "\n")}
</dl>`,
  };
}

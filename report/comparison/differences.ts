import type { ReportedComparison } from "../input/comparison.ts";
import { listed, type Markup, markup, name } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { firstRuns } from "./first_runs.ts";
import { counted } from "../words/numbers.ts";

/** What the best pipeline and the next one say otherwise; nothing where there is no next one. */
export function differencesSection(comparison: ReportedComparison): Section | undefined {
  const [best, next] = firstRuns(comparison);
  if (!best || !next) return undefined;
  const lines = lineDifferences(next.resolved.split("\n"), best.resolved.split("\n"));
  const changed = lines.filter(({ kind }) => kind !== "same");
  if (changed.length === 0) return undefined;
  return {
    id: "differs",
    title: "What differs",
    say: markup`<p>${
      counted(changed.length, "line")
    } of the pipelines with everything written out, marked by whose they are.</p>`,
    show: markup`<div class="source">
${listed(nearChanges(lines).map((line) => row(line, { best: best.label, next: next.label })), "\n")}
</div>`,
  };
}

interface DiffLine {
  readonly text: string;
  readonly kind: "same" | "best" | "next" | "gap";
}

function row({ text, kind }: DiffLine, labels: Readonly<Record<"best" | "next", string>>): Markup {
  const sign = { same: "", best: "+", next: "−", gap: "" }[kind];
  const classes = { same: "", best: " added", next: " removed", gap: "" }[kind];
  const whose = (kind === "best" || kind === "next") &&
    markup`<span>only ${name(labels[kind])}</span>`;
  return markup`<div class="row${classes}"><span class="number">${sign}</span><code>${text}</code>${whose}</div>`;
}

/** The lines of two texts in one order. Source: the longest common subsequence, as diff has it. */
function lineDifferences(next: readonly string[], best: readonly string[]): readonly DiffLine[] {
  const lengths = Array.from({ length: next.length + 1 }, () => new Uint16Array(best.length + 1));
  for (let one = next.length - 1; one >= 0; one--) {
    for (let other = best.length - 1; other >= 0; other--) {
      lengths[one][other] = next[one] === best[other]
        ? lengths[one + 1][other + 1] + 1
        : Math.max(lengths[one + 1][other], lengths[one][other + 1]);
    }
  }
  const found: DiffLine[] = [];
  let [one, other] = [0, 0];
  while (one < next.length || other < best.length) {
    if (one < next.length && other < best.length && next[one] === best[other]) {
      found.push({ text: next[one], kind: "same" });
      [one, other] = [one + 1, other + 1];
    } else if (
      other >= best.length ||
      one < next.length && lengths[one + 1][other] >= lengths[one][other + 1]
    ) {
      found.push({ text: next[one++], kind: "next" });
    } else {
      found.push({ text: best[other++], kind: "best" });
    }
  }
  return found;
}

/** So many equal lines stand around a change. */
const around = 2;

function nearChanges(lines: readonly DiffLine[]): readonly DiffLine[] {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== "same")
  );
  return lines.flatMap((line, at): DiffLine[] => {
    if (isNear[at]) return [line];
    return isNear[at - 1] ? [{ text: "…", kind: "gap" }] : [];
  });
}

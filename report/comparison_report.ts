import { comparisonAnswer } from "./comparison/answer.ts";
import { differencesSection } from "./comparison/differences.ts";
import { comparedErrors } from "./comparison/errors.ts";
import { remakeSection } from "./comparison/remake.ts";
import { comparedRegions } from "./comparison/sees.ts";
import { scoresSection } from "./comparison/scores.ts";
import { coursesSection } from "./comparison/courses.ts";
import type { ReportedComparison } from "./input/comparison.ts";
import { markup } from "./markup/markup.ts";
import { renderPage, type Section } from "./page/page.ts";

/** What a page says of a comparison, in its order; a section without content is left out. */
const sections: readonly ((comparison: ReportedComparison) => Section | undefined)[] = [
  comparedRegions,
  coursesSection,
  scoresSection,
  comparedErrors,
  differencesSection,
  remakeSection,
];

/**
 * The page of a comparison: one HTML file that asks nothing of a network. The same trainings give the same bytes.
 * @param comparison What its trainings tell; at least one went well.
 */
export function comparisonReport(comparison: ReportedComparison): string {
  const { headline, lead, title } = comparisonAnswer(comparison);
  const [{ metrics: { computed_by: { penstock } } }] = comparison.runs;
  return renderPage({
    ...{ kind: "Penstock comparison", of: comparison.name, title, headline, lead },
    sections: sections.flatMap((make) => make(comparison) ?? []),
    footer:
      markup`Made by Penstock ${penstock} from the records of these trainings. Full precision is in compare.csv.`,
  });
}

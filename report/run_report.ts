import { readableRun } from "./input/readable_run.ts";
import type { ReportedRun } from "./input/run.ts";
import { markup } from "./markup/markup.ts";
import { renderPage, type Section } from "./page/page.ts";
import { answerOf } from "./sections/answer.ts";
import { dataSection } from "./sections/data.ts";
import { errorsSection } from "./sections/errors.ts";
import { imagesSection } from "./sections/images.ts";
import { networkSection } from "./sections/network.ts";
import { reproduceSection } from "./sections/reproduce.ts";
import { sourceSection } from "./sections/source.ts";
import { numberErrorsSection } from "./sections/number_errors.ts";
import { seesSection } from "./sections/sees.ts";
import { trainingSection } from "./sections/training.ts";

/** What a page says of a run, in its order; a section without content is left out. */
const sections: readonly ((run: ReportedRun) => Section | undefined)[] = [
  dataSection,
  trainingSection,
  errorsSection,
  numberErrorsSection,
  imagesSection,
  seesSection,
  networkSection,
  sourceSection,
  reproduceSection,
];

/**
 * The page of a run: one HTML file that asks nothing of a network. The same run gives the same bytes.
 * @param told What its folder tells.
 */
export function runReport(told: ReportedRun): string {
  const run = readableRun(told);
  const { headline, lead, title } = answerOf(run);
  const { computed_by: { penstock } } = run.metrics;
  return renderPage({
    ...{ kind: "Penstock report", of: run.metrics.pipeline, title, headline, lead },
    sections: sections.flatMap((make) => make(run) ?? []),
    footer:
      markup`Made by Penstock ${penstock} from the records of this run. Full precision is in metrics.json.`,
  });
}

import { quantileLevels } from "../input/quantiles.ts";
import { atEqualDistances } from "../input/row_cells.ts";
import { type Judged, type ReportedRun, rowsOf, targetNames } from "../input/run.ts";
import { finding, type Panel, sentences } from "../page/panel.ts";
import { answerBands, type BandRow, isCovered } from "../pictures/answer_bands.ts";
import { coverageOf } from "../words/coverage_finding.ts";
import { count, percent, significant } from "../words/numbers.ts";

/** More bands than this run into each other. */
const mostBands = 150;
const mostTableRows = 200;

/** How often the truth lies between the lowest and the highest quantile; nothing for a single number. */
export function bandPanel(
  run: ReportedRun,
  { name: part, part: recorded }: Judged,
): Panel | undefined {
  const levels = quantileLevels(run.records);
  if (levels.length < 2) return undefined;
  const targets = targetNames(run.records);
  const [from, to] = [levels[0], levels[levels.length - 1]];
  const rows = bandRows(run, recorded);
  if (rows.length < 2) return undefined;
  const hits = rows.filter(isCovered).length;
  const wanted = to - from;
  const shown = atEqualDistances(rows, mostBands);
  const found = coverageOf({ hits, rows: rows.length, wanted });
  const title = `Between the ${from} and the ${to} quantile`;
  return {
    title,
    picture: answerBands({ id: "bands", title, target: targets[0], rows: shown }),
    caption: sentences(
      `${count(hits)} of ${count(rows.length)} ${rowsOf(part)}, ${
        percent(hits / rows.length, rows.length)
      }, lie in their band; ${Math.round(wanted * 100)}% should. Those outside are open circles.`,
      shown.length < rows.length && `${count(shown.length)} of the bands are drawn.`,
      found && finding(
        found === "fewer"
          ? "The bands are too narrow: fewer rows lie in them than should."
          : "The bands are too wide: more rows lie in them than should.",
      ),
    ),
    numbers: {
      summary: "The bands",
      table: {
        name: title,
        columns: [{ title: "True" }, { title: `${from} quantile` }, { title: `${to} quantile` }],
        rows: atEqualDistances(rows, mostTableRows).map(({ truth, low, high }) =>
          [truth, low, high].map((each) => significant(each, 4))
        ),
      },
    },
  };
}

function bandRows(
  run: ReportedRun,
  { recorded, targets = [], answers }: Judged["part"],
): readonly BandRow[] {
  const levels = quantileLevels(run.records).length;
  const wanted = targetNames(run.records).length;
  return recorded.flatMap((_, at) => {
    const truth = targets[at * wanted];
    const [low, high] = [0, levels - 1].map((level) => answers[at * levels * wanted + level]);
    return typeof truth === "number" && typeof low === "number" && typeof high === "number"
      ? [{ truth, low, high }]
      : [];
  });
}

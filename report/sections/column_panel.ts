import { namesInText } from "../input/class_names.ts";
import { shuffledColumns } from "../input/column_importance.ts";
import { atEqualDistances } from "../input/row_cells.ts";
import { judgedPart, type ReportedRun, rowsOf } from "../input/run.ts";
import { mostMarked } from "../marks/class_mark.ts";
import { markup, name } from "../markup/markup.ts";
import { finding, type Panel, sentences } from "../page/panel.ts";
import { areRinged } from "../pictures/class_points.ts";
import { columnScatter } from "../pictures/column_scatter.ts";
import { count, counted } from "../words/numbers.ts";
import { commonMistake } from "../words/region_findings.ts";
import { mostPoints, pointNumbers, pointsOver } from "./class_plane.ts";

/** The rows over the two columns of numbers that matter most, where there are classes and more than two columns. */
export function columnPanel(run: ReportedRun): Panel | undefined {
  const { records } = run;
  const { kind, names } = records.answers;
  const judged = judgedPart(records);
  const isNumber = new Set(
    records.columns.flatMap((each) => each.type === "number" ? [each.name] : []),
  );
  const [across, up] = shuffledColumns(records).map(({ column }) => column)
    .filter((column) => isNumber.has(column));
  if (!judged || kind !== "classes" || names.length > mostMarked || records.surface) {
    return undefined;
  }
  if (up === undefined) return undefined;
  const columns = [across, up] as const;
  const strong = pointsOver(columns, judged.part, names.length);
  if (strong.length < 2) return undefined;
  const pale = (["train", "valid"] as const).flatMap((part) => {
    const recorded = records.parts[part];
    return recorded && part !== judged.name ? pointsOver(columns, recorded, names.length) : [];
  }).map((point) => ({ ...point, isPale: true }));
  const drawn = atEqualDistances(strong, mostPoints);
  const shown = [...atEqualDistances(pale, Math.max(0, mostPoints - drawn.length)), ...drawn];
  const title = "The two columns that matter most";
  const mistake = commonMistake(strong);
  const wrong = strong.filter(({ truth, said }) => truth !== said).length;
  return {
    title,
    picture: columnScatter({
      ...{ id: "columns", title, columns, names: namesInText(run.records), points: shown },
    }),
    caption: sentences(
      areRinged(shown)
        ? `${capital(rowsOf(judged.name))} strong${pale.length > 0 ? ", the others pale" : ""}${
          wrong > 0 ? ", wrong ones ringed" : ""
        }.`
        : `Wrong ${rowsOf(judged.name)} have an outline; all others are pale.`,
      shown.length < strong.length + pale.length &&
        `${count(shown.length)} of ${count(strong.length + pale.length)} rows are drawn.`,
      mistake &&
        finding(
          markup`${
            mistake.rows === mistake.of
              ? `All ${mistake.of}`
              : `${mistake.rows} of the ${counted(mistake.of, "row")}`
          } answered wrong are ${name(names[mistake.truth])} taken for ${
            name(names[mistake.said])
          }.`,
        ),
    ),
    numbers: pointNumbers({ columns, part: judged.part, points: strong }, run),
  };
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

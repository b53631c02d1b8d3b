import { type Content, markup, name } from "../markup/markup.ts";
import { finding, type Panel, sentences } from "../page/panel.ts";
import { renderTable, type Table, wrapsNames } from "../page/table.ts";
import { confusionMatrix, matrixSize } from "../pictures/confusion_matrix.ts";
import {
  type ClassResult,
  classResults,
  f1Of,
  type MixUp,
  mixUpsOf,
} from "../statistics/class_results.ts";
import { leastFound, matrixFinding } from "../words/class_findings.ts";
import { count, percent } from "../words/numbers.ts";
import type { JudgedClasses } from "../input/judged_classes.ts";

/** Of more classes the matrix is as large as a book. */
const mostInMatrix = 60;
const mostMixUps = 10;
const mostMixUpsInDetails = 100;

/** The confusion matrix. */
export function matrixPanel({ counts, names, textNames }: JudgedClasses): Panel | undefined {
  if (names.length > mostInMatrix) return undefined;
  const size = matrixSize(names.length);
  const found = matrixFinding(counts, textNames);
  return {
    title: "Confusion matrix",
    picture: confusionMatrix({ title: "Confusion matrix", names, counts }),
    caption: sentences(
      size === "few" || size === "many"
        ? "Share of each true class below the count."
        : "The darker a cell, the larger its share of the true class; blue is right, orange wrong.",
      found && finding(found),
    ),
    isWide: size !== "few",
  };
}

/** The classes that are mixed up most often, where the cells of the matrix have no numbers. */
export function mixUpPanel({ counts, names }: JudgedClasses): Panel | undefined {
  if (matrixSize(names.length) !== "tiny") return undefined;
  const all = mixUpsOf(counts);
  if (all.length === 0) return undefined;
  const isMore = all.length > mostMixUps;
  const title = isMore ? "The ten most frequent mix-ups" : "All mix-ups";
  return {
    title,
    picture: mixUpTable(title, { mixUps: all.slice(0, mostMixUps), counts, names }),
    caption: names.length > mostInMatrix &&
      `There is no confusion matrix of more than ${mostInMatrix} classes.`,
    ...isMore && {
      numbers: {
        summary: all.length > mostMixUpsInDetails
          ? `The ${mostMixUpsInDetails} most frequent of ${count(all.length)}`
          : `All ${count(all.length)}`,
        table: mixUpRows("Mix-ups", {
          mixUps: all.slice(0, mostMixUpsInDetails),
          ...{ counts, names },
        }),
      },
    },
  };
}

interface MixUps extends Pick<JudgedClasses, "counts" | "names"> {
  readonly mixUps: readonly MixUp[];
}

function mixUpTable(title: string, all: MixUps): Content {
  return renderTable(mixUpRows(title, all));
}

function mixUpRows(title: string, { mixUps, counts, names }: MixUps): Table {
  return {
    name: title,
    columns: [
      { title: "True", isText: true, wraps: wrapsNames(names) },
      { title: "Answer", isText: true, wraps: wrapsNames(names) },
      { title: "Rows" },
    ],
    rows: mixUps.map(({ truth, said, rows }) => {
      const total = counts[truth].reduce((sum, each) => sum + each, 0);
      return [name(names[truth]), name(names[said]), `${count(rows)} of ${count(total)}`];
    }),
  };
}

/** More classes than this: the worst ten, the rest in details. */
const mostShown = 15;
const worst = 10;

/** What became of the rows of each class. */
export function resultPanel({ counts, names, textNames, target, judged }: JudgedClasses): Panel {
  return resultsPanel({
    title: "Result by class",
    ...{ head: target, names, textNames },
    results: classResults(counts),
    rows: judged.part.rows,
    known: "of the rows with a class",
  });
}

/** What a table of results is made from. */
export interface Results {
  readonly title: string;
  /** What the names are of. */
  readonly head: string;
  readonly names: readonly string[];
  readonly textNames: readonly string[];
  readonly results: readonly ClassResult[];
  /** How many rows the part has. */
  readonly rows: number;
  /** What those that are found are a share of. */
  readonly known: string;
}

/** A table of results: of many the worst ten, with the others in details. */
export function resultsPanel(all: Results): Panel {
  const { title, names, textNames, results, known } = all;
  const codes = names.map((_, code) => code);
  const f1 = (code: number) => {
    const value = f1Of(results[code]);
    // What neither is there nor was answered is no bad result.
    return Number.isNaN(value) ? 2 : value;
  };
  const isMore = names.length > mostShown;
  const shown = isMore
    ? codes.toSorted((one, other) => f1(one) - f1(other)).slice(0, worst)
    : codes;
  const found = leastFound(results, textNames);
  return {
    title: isMore ? `${title}: the ten with the lowest F1` : title,
    picture: renderTable(resultRows(all, shown)),
    caption: sentences(
      `Found: ${known} (recall). Right when named: of the rows that were answered so (precision).`,
      found && finding(found),
    ),
    ...isMore &&
      { numbers: { summary: `All ${count(names.length)}`, table: resultRows(all, codes) } },
  };
}

function resultRows(
  { title, head, names, results, rows }: Results,
  codes: readonly number[],
): Table {
  const share = shareIn(rows);
  // Counts say how many rows there are by themselves.
  const isCounted = rows < manyRows;
  return {
    name: title,
    columns: [
      { title: name(head), isText: true, wraps: wrapsNames([head, ...names]) },
      ...isCounted ? [] : [{ title: "Rows" }],
      { title: "Found" },
      { title: "Right when named" },
      { title: "F1" },
    ],
    rows: codes.map((code) => {
      const result = results[code];
      return [
        name(names[code]),
        ...isCounted ? [] : [count(result.rows)],
        result.rows === 0 ? "no rows" : share(result.right, result.rows),
        result.named === 0 ? "never named" : share(result.right, result.named),
        f1Text(f1Of(result), rows),
      ];
    }),
  };
}

/** From so many rows on shares say more than counts, and a number deserves a third digit. */
const manyRows = 400;
/** Fewer rows of a class than this are counted anyway. */
const fewRows = 20;

/** Counts of few rows, a share of many. */
function shareIn(rows: number): (right: number, all: number) => Content {
  return (right, all) =>
    rows < manyRows || all < fewRows
      ? markup`${count(right)} of ${count(all)}`
      : percent(right / all, all);
}

function f1Text(value: number, rows: number): string {
  return Number.isNaN(value) ? "–" : value.toFixed(rows < manyRows ? 2 : 3);
}

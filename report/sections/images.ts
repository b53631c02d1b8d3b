import { type ImageRow, imageRows } from "../input/image_rows.ts";
import { judgedPart, type ReportedRun, rowsOf } from "../input/run.ts";
import { type Content, markup, name } from "../markup/markup.ts";
import type { Section } from "../page/page.ts";
import { finding, type Panel, renderPanels, sentences } from "../page/panel.ts";
import { imageList, imagePixels } from "../pictures/image_list.ts";
import { weightPixels } from "../pictures/weight_images.ts";
import { mixedUpFinding } from "../words/mixed_up_finding.ts";
import { count, counted, probability, significant } from "../words/numbers.ts";

/** So many images are shown of each kind, and so many units. */
const [most, mostUnits] = [12, 16];
/** Larger ones are not drawn. */
const largestSide = 64;

/** Images with what was answered, those with the largest errors, and what the first layer looks for. */
export function imagesSection(run: ReportedRun): Section | undefined {
  const { images } = run.records;
  if (!images) return undefined;
  const { even, worst } = imageRows(run.records);
  const samples = even.filter((_, at) => at % 2 === 1).slice(0, most);
  const worstShown = worst.slice(0, most);
  const panels = [samplesPanel(run, samples), worstPanel(run, worstShown), weightsPanel(run)];
  if (panels.every((panel) => panel === undefined)) return undefined;
  return {
    id: "images",
    title: "Images",
    say: markup`<p>${sentences(...summary(run, worst.length))}</p>`,
    show: renderPanels(panels),
  };
}

function summary({ records }: ReportedRun, wrong: number): readonly Content[] {
  const { images } = records;
  const isJudged = images?.part === judgedPart(records)?.name;
  return [
    images &&
    `These are images of the ${rowsOf(images.part)}${isJudged ? "" : ", not of those that judge"}.`,
    wrong === 0 && "None of those that are recorded is answered wrong.",
  ];
}

function samplesPanel({ records }: ReportedRun, samples: readonly ImageRow[]): Panel | undefined {
  if (samples.every(({ said }) => said === undefined)) return undefined;
  const wrong = samples.filter(({ isWrong }) => isWrong).length;
  return {
    title: "What is answered",
    picture: imageList(samples.map((image) => ({
      pixels: imagePixels(image),
      description: describe(image),
      isWrong: image.isWrong && records.answers.kind === "classes",
      lines: answerLines(image),
    }))),
    caption: sentences(
      `${counted(samples.length, "image")} at equal distances.`,
      records.answers.kind === "classes" &&
        `Below each the answer and its ${
          numberName(records)
        }; framed where it is wrong, with what it is.`,
      records.answers.kind === "classes" &&
        `${count(wrong)} of them ${wrong === 1 ? "is" : "are"} wrong.`,
    ),
    isWide: true,
  };
}

function numberName({ answers }: ReportedRun["records"]): string {
  return answers.scored ? "score" : "probability";
}

function numberOf(value: number): string {
  return value >= 0 && value <= 1 ? probability(value) : significant(value, 3);
}

function answerLines({ truth, said, sure, isWrong }: ImageRow): readonly Content[] {
  if (said === undefined) return [];
  return [
    markup`${name(said)}${sure !== undefined && ` ${numberOf(sure)}`}`,
    ...isWrong && truth !== undefined ? [markup`is ${name(truth)}`] : [],
  ];
}

function describe({ row, truth, said, isWrong }: ImageRow): string {
  const told = said === undefined ? "" : `, answered ${said}`;
  return `${truth ?? `row ${row}`}${isWrong || truth === undefined ? told : ", answered right"}`;
}

function worstPanel({ records }: ReportedRun, worst: readonly ImageRow[]): Panel | undefined {
  if (worst.length === 0) return undefined;
  const isClass = records.answers.kind === "classes";
  const found = isClass ? mixedUpFinding(worst) : undefined;
  return {
    title: isClass
      ? `The ${worst.length === 1 ? "worst error" : `${count(worst.length)} worst errors`}`
      : "The largest errors",
    picture: imageList(worst.map((image) => ({
      ...{ pixels: imagePixels(image), description: describe(image) },
      lines: [
        markup`${name(image.truth ?? "")}${
          image.ofTruth !== undefined && ` ${numberOf(image.ofTruth)}`
        }`,
        markup`as ${name(image.said ?? "")}${
          image.sure !== undefined && ` ${numberOf(image.sure)}`
        }`,
      ],
    }))),
    caption: sentences(
      isClass
        ? `First what it is, then the answer, each with its ${numberName(records)}; those whose ` +
          `own class got the least come first.`
        : "First what it is, then the answer; the largest error comes first.",
      found && finding(found),
    ),
    isWide: true,
  };
}

/** The weights of the first layer, where that is linear on the pixels themselves. */
function weightsPanel({ records, parameters }: ReportedRun): Panel | undefined {
  const [column] = records.columns;
  const first = records.layers.find(({ parameters }) => parameters > 0);
  if (column?.content.kind !== "images" || first?.kind !== "linear") return undefined;
  const [height, width, channels] = column.content.shape;
  const weight = parameters[`${first.name}.weight`];
  const [units = 0, inputs] = weight?.shape ?? [];
  const isOfPixels = inputs === height * width * channels && column.features === inputs;
  if (!weight || !isOfPixels || Math.max(height, width) > largestSide) return undefined;
  const shown = Math.min(units, mostUnits);
  const { names, kind } = records.answers;
  const isAnswer = records.layers.at(-1) === first && kind === "classes" && names.length === units;
  const called = (unit: number) => isAnswer ? names[unit] : `unit ${unit + 1}`;
  const pixels = weightPixels({ shape: [height, width, channels], data: weight.data }, shown);
  return {
    title: markup`Weights of <code>${name(first.name)}</code> as images`,
    picture: imageList(pixels.map((each, unit) => ({
      pixels: each,
      description: `weights of ${called(unit)}`,
      lines: [name(called(unit))],
    }))),
    caption: sentences(
      shown < units && `The first ${shown} of ${counted(units, "unit")}.`,
      `Blue: a lighter pixel raises ${isAnswer ? "the score of the class" : "the unit"}; red: it ` +
        `lowers it. Where there is no colour, the weight is near 0. All have one scale.`,
      channels > 1 && "The weights of the colours of a pixel are added.",
    ),
    isWide: true,
  };
}

import type { ReportedRun } from "../input/run.ts";
import type { RecordedEpoch, RecordedScores } from "../input/records.ts";
import type { Section } from "../page/page.ts";
import { finding, type Panel, renderPanels, sentences } from "../page/panel.ts";
import { type Content, markup } from "../markup/markup.ts";
import type { Curve } from "../input/curve.ts";
import { type Curves, curvesPicture, curvesTable } from "../pictures/curves.ts";
import { count, counted, percent, plain, significant } from "../words/numbers.ts";
import { isLowerBetter, isShareMetric, metricWords } from "../words/metric_words.ts";
import { curveFinding } from "../words/curve_finding.ts";

/** How the loss and every metric went, epoch by epoch; nothing where nothing was trained. */
export function trainingSection(run: ReportedRun): Section | undefined {
  const { history } = run.records;
  if (history.length === 0) return undefined;
  const names = [...new Set(history.flatMap((epoch) => metricsOf(epoch)))];
  const known = names.filter((name) => isKnown(history, name));
  const panels = known.map((name) => metricPanel(run, name));
  return {
    id: "training",
    title: "Training",
    say: markup`<p>${
      sentences(...summary(run), unknown(names.filter((name) => !known.includes(name))))
    }</p>`,
    show: renderPanels([...panels, ratePanel(history)]),
  };
}

function metricsOf(epoch: RecordedEpoch): readonly string[] {
  return scoresOf(epoch).flatMap((scores) => Object.keys(scores));
}

function scoresOf({ train, valid, after }: RecordedEpoch): readonly RecordedScores[] {
  return [train, valid, ...Object.values(after)];
}

/** Whether a metric is a number in any epoch. */
function isKnown(history: readonly RecordedEpoch[], name: string): boolean {
  return history.some((epoch) =>
    scoresOf(epoch).some((scores) => typeof scores[name] === "number")
  );
}

function unknown(names: readonly string[]): string | undefined {
  const words = names.map(metricWords);
  return names.length === 0 ? undefined : `In no epoch ${words.join(" or ")} is a number.`;
}

/** Epochs, steps, learning rate, what was kept. */
function summary(run: ReportedRun): readonly Content[] {
  const { metrics, records: { history } } = run;
  const asked = askedEpochs(run);
  const { epochs, steps, kept_epoch: kept, restarts = [] } = metrics;
  const rates = new Set(history.map(({ learning_rate }) => learning_rate));
  const [rate] = rates;
  const each = steps / epochs;
  return [
    `${counted(epochs, "epoch")}${
      Number.isInteger(each) ? ` of ${counted(each, "step")}` : `, ${counted(steps, "step")}`
    }${rates.size === 1 ? ` at a learning rate of ${plain(rate)} throughout` : ""}.`,
    kept === undefined
      ? "The last epoch is kept."
      : `Epoch ${count(kept)} is kept, of ${count(epochs)}.`,
    asked !== undefined && epochs < asked &&
    `Training stopped early: ${counted(asked, "epoch")} were asked for.`,
    restarts.length > 0 &&
    `Training broke down ${
      restarts.length === 1 ? "once" : counted(restarts.length, "time")
    } and went on from an earlier epoch.`,
  ];
}

/** How many epochs the pipeline asks for. */
function askedEpochs({ resolved }: ReportedRun): number | undefined {
  const found = /^train\([^)]*?\bepochs = (\d+)/m.exec(resolved);
  return found ? Number(found[1]) : undefined;
}

/** The rows behind a number decide its digits. */
function formatFor(run: ReportedRun, isShare: boolean): (value: number) => string {
  const { valid, train } = run.metrics.parts;
  const rows = valid?.rows ?? train?.rows ?? 0;
  return isShare ? (value) => percent(value, rows) : (value) => significant(value, 2);
}

function metricPanel(run: ReportedRun, name: string): Panel {
  const { metrics, records: { history } } = run;
  const isShare = isShareMetric(name);
  const curves = curvesOf(run, name);
  const kept = history.find(({ epoch }) => epoch === metrics.kept_epoch);
  const keptValue = kept?.valid[name];
  const judged = metrics.parts.test ? "test" : metrics.parts.valid ? "valid" : "train";
  const baseline = metrics.baselines?.find(({ parts }) => parts[judged]?.[name] !== undefined);
  const value = baseline?.parts[judged]?.[name];
  const shown: Curves = {
    id: `curve-${name}`,
    title: `${titled(name)} by epoch`,
    unit: isShare ? "rows answered right" : name === "loss" ? lossName(run) : metricWords(name),
    along: "epoch",
    curves,
    ...value !== undefined && baseline &&
      { baseline: { name: alwaysOf(baseline.says, baseline.answer), value } },
    ...kept && keptValue !== null && keptValue !== undefined &&
      { ring: { x: kept.epoch, y: keptValue } },
    isShare,
    format: formatFor(run, isShare),
  };
  const found = curveFinding(curves, {
    better: isLowerBetter(name) ? "lower" : "higher",
  });
  return {
    title: shown.title,
    picture: curvesPicture(shown),
    caption: sentences(
      shown.ring && "The ring is the epoch that is kept.",
      curves.some(({ kind }) => kind === "pale") && name === "loss" &&
        "Train is averaged while weights still move in the epoch; the others are measured after it.",
      found && finding(found),
    ),
    numbers: { summary: "The numbers", table: curvesTable(shown) },
  };
}

function titled(name: string): string {
  const words = metricWords(name);
  return words[0].toUpperCase() + words.slice(1);
}

/** `cross entropy`, as the resolved pipeline says it. */
function lossName({ resolved }: ReportedRun): string {
  return /^loss (\w+)/m.exec(resolved)?.[1].replaceAll("_", " ") ?? "loss";
}

function alwaysOf(says: string | readonly number[], answer: string): string {
  if (typeof says === "string") return `always ${says}`;
  return answer === "most_frequent" ? "most common" : `always the ${answer}`;
}

/** Train, valid and what was judged besides, and where the kept model ends on the test rows. */
function curvesOf({ metrics, records: { history } }: ReportedRun, name: string): readonly Curve[] {
  const of = (
    scores: (epoch: RecordedEpoch) => Readonly<Record<string, number | null>> | undefined,
  ) =>
    history.flatMap((epoch) => {
      const value = scores(epoch)?.[name];
      return value === undefined ? [] : [[epoch.epoch, value] as const];
    });
  const valid = of(({ valid }) => valid);
  const train = of(({ train }) => train);
  const afterTrain = of(({ after }) => after.train);
  const test = of(({ after }) => after.test);
  const last = history.at(-1)?.epoch ?? 0;
  const end = metrics.parts.test?.[name];
  const isMain = (points: readonly unknown[], ...others: readonly (readonly unknown[])[]) =>
    points.length > 0 && others.every(({ length }) => length === 0);
  const all: readonly Curve[] = [
    { name: "valid", points: valid, kind: "main" },
    { name: "test", points: test, kind: isMain(test, valid) ? "main" : "pale" },
    {
      name: "train",
      points: afterTrain.length > 0 ? afterTrain : train,
      kind: isMain(train, valid, test) ? "main" : "pale",
    },
    {
      name: "test",
      points: end !== undefined && test.length === 0 ? [[metrics.kept_epoch ?? last, end]] : [],
      kind: "point",
    },
  ];
  return all.filter(({ points }) => points.length > 0);
}

/** The learning rate, where it changes. */
function ratePanel(history: readonly RecordedEpoch[]): Panel | undefined {
  const points = history.map(({ epoch, learning_rate }) => [epoch, learning_rate] as const);
  if (new Set(points.map(([, rate]) => rate)).size < 2) return undefined;
  const shown: Curves = {
    id: "curve-rate",
    title: "Learning rate by epoch",
    unit: "of the last step of each epoch",
    along: "epoch",
    curves: [{ name: "rate", points, kind: "main" }],
    format: (value) => significant(value, 2),
  };
  return {
    title: shown.title,
    picture: curvesPicture(shown),
    numbers: { summary: "The numbers", table: curvesTable(shown) },
  };
}

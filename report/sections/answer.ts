import { classRows } from "../input/class_rows.ts";
import type { Baseline } from "../input/metrics.ts";
import { numberRows } from "../input/number_rows.ts";
import { type Judged, judgedPart, type ReportedRun, rowsOf, targetNames } from "../input/run.ts";
import { type Content, listed, markup, name } from "../markup/markup.ts";
import { scoreStrip } from "../pictures/score_strip.ts";
import { meanInterval, shareInterval } from "../words/interval.ts";
import { amount, count, counted, percent } from "../words/numbers.ts";
import type { Score } from "../words/score.ts";
import { countedRows, rowOf } from "../words/row_counts.ts";
import { verdict } from "../words/verdict.ts";
import { facts } from "./facts.ts";

/** The answer of a run: what it gets right, and what that is worth. */
export interface Answer {
  /** In one sentence. */
  readonly headline: Content;
  /** Score, verdict and facts. */
  readonly lead: Content;
  /** For the tab of a browser. */
  readonly title: string;
}

/** The answer of a run, by its rows. */
export function answerOf(run: ReportedRun): Answer {
  const judged = judgedPart(run.records);
  const found = judged && foundOf(run, judged);
  if (!judged || !found) {
    return {
      headline: markup`<b>${run.metrics.pipeline}</b> has no target: nothing can be judged.`,
      lead: facts(run),
      title: run.metrics.pipeline,
    };
  }
  const { headline, score, title } = found;
  return { headline, title, lead: lead(run, judged, score) };
}

function lead(run: ReportedRun, judged: Judged, score: Score): Content {
  return markup`<div class="grid">
<div class="panel">${scoreStrip(score)}</div>
<div><p>${verdict(score, judged.part.rows)}</p>${caveat(judged)}</div>
<div class="wide">${facts(run)}</div>
</div>`;
}

/** What rows that are no test rows leave open. */
function caveat({ name: part }: Judged): Content {
  if (part === "valid") return markup`<p>These are valid rows, which also steered training.</p>`;
  return part === "train" &&
    markup`<p>These are training rows; this says nothing about new ones.</p>`;
}

interface Found {
  readonly headline: Content;
  readonly score: Score;
  readonly title: string;
}

function foundOf(run: ReportedRun, judged: Judged): Found | undefined {
  switch (run.records.answers.kind) {
    case "classes":
      return ofClasses(run, judged);
    case "labels":
      return ofLabels(run, judged);
    case "numbers":
      return ofNumbers(run, judged);
  }
}

function baselineOf({ metrics }: ReportedRun, answer: Baseline["answer"]): Baseline | undefined {
  return metrics.baselines?.find((each) => each.answer === answer);
}

function ofClasses(run: ReportedRun, { name: part, part: recorded }: Judged): Found | undefined {
  const { records, metrics } = run;
  const { names } = records.answers;
  const rows = classRows(recorded, names.length);
  if (rows.length === 0) return undefined;
  const right = rows.filter(({ truth, said }) => truth === said).length;
  const share = metrics.parts[part]?.accuracy ?? right / rows.length;
  const [target = "class"] = targetNames(records);
  const baseline = baselineOf(run, "most_frequent");
  const ofAlways = baseline?.parts[part]?.accuracy;
  const always = ofAlways !== undefined && typeof baseline?.says === "string"
    ? { name: baseline.says, share: ofAlways }
    : undefined;
  const total = recorded.rows;
  const score = shareScore("accuracy", {
    ...{ share, total, part },
    ...always && { baseline: { name: `always ${always.name}`, share: always.share } },
  });
  const hits = (share: number) => count(Math.round(share * total));
  const ofAlwaysText = always &&
    markup` Always answering “${name(always.name)}”, the most common in training, would get ${
      hits(always.share)
    } of ${count(total)}, or ${percent(always.share, total)}.`;
  return {
    score,
    title: `${metrics.pipeline}: ${percent(share, total)} accuracy on ${countedRows(total, part)}`,
    headline: markup`<b>${hits(share)} of ${count(total)}</b> ${rowsOf(part)} get the right ${
      name(target)
    }: an accuracy of <b>${percent(share, total)}</b>.${ofAlwaysText}`,
  };
}

/** Several labels: a row is right where all of them are. */
function ofLabels(run: ReportedRun, { name: part, part: recorded }: Judged): Found | undefined {
  const { names } = run.records.answers;
  const { targets = [], labels = [], rows: total } = recorded;
  if (targets.length === 0) return undefined;
  const rightShare = (answerOf: (row: number, label: number) => number) => {
    const right = recorded.recorded.filter((_, row) =>
      names.every((_, label) => targets[row * names.length + label] === answerOf(row, label))
    );
    return right.length / recorded.recorded.length;
  };
  const share = rightShare((row, label) => labels[row * names.length + label]);
  const says = baselineOf(run, "most_frequent")?.says;
  const always = typeof says === "object" ? rightShare((_, label) => says[label]) : undefined;
  const hits = count(Math.round(share * total));
  return {
    score: shareScore("all labels right", {
      ...{ share, total, part },
      ...always !== undefined && { baseline: { name: "always the most common", share: always } },
    }),
    title: `${run.metrics.pipeline}: all labels right in ${percent(share, total)} of ${
      countedRows(total, part)
    }`,
    headline: markup`<b>${hits} of ${count(total)}</b> ${rowsOf(part)} get all of ${
      counted(names.length, "label")
    } right, or <b>${percent(share, total)}</b>.${
      always !== undefined &&
      markup` Always giving the most common answer of each would get ${percent(always, total)}.`
    }`,
  };
}

/** A score that is a share of the rows. */
function shareScore(
  what: string,
  { share, total, part, baseline }: {
    readonly share: number;
    readonly total: number;
    readonly part: Judged["name"];
    readonly baseline?: { readonly name: string; readonly share: number };
  },
): Score {
  const intervalOf = (share: number) => shareInterval(Math.round(share * total), total);
  return {
    title: `${what} on ${countedRows(total, part)}, 95% interval`,
    value: share,
    interval: intervalOf(share),
    ...baseline && {
      baseline: {
        name: baseline.name,
        value: baseline.share,
        interval: intervalOf(baseline.share),
      },
    },
    better: "higher",
    isShare: true,
    format: (value) => percent(value, total),
  };
}

function ofNumbers(run: ReportedRun, { name: part, part: recorded }: Judged): Found | undefined {
  const { records, metrics } = run;
  const [target = "target", ...others] = targetNames(records);
  const rows = numberRows(recorded, { target: 0, targets: 1 + others.length });
  if (rows.length === 0) return undefined;
  const total = recorded.rows;
  const errors = rows.map(({ truth, said }) => Math.abs(truth - said));
  const value = others.length === 0 && metrics.parts[part]?.mae || mean(errors);
  const says = baselineOf(run, "mean")?.says;
  const constant = typeof says === "object" ? says[0] : undefined;
  const off = constant === undefined ? [] : rows.map(({ truth }) => Math.abs(truth - constant));
  const format = (each: number) => amount(each, total);
  const what = countedRows(total, part);
  return {
    score: {
      title: `mean absolute error on ${what}, 95% interval`,
      ...{ value, interval: meanInterval(errors) },
      ...off.length > 0 && {
        baseline: { name: "always the mean", value: mean(off), interval: meanInterval(off) },
      },
      better: "lower",
      format,
    },
    title: `${metrics.pipeline}: off by ${format(value)} on ${what}`,
    headline: markup`On <b>${count(total)}</b> ${
      total === 1 ? rowOf(part) : rowsOf(part)
    } the predicted ${name(target)} is off by <b>${format(value)}</b> on average.${
      constant !== undefined &&
      markup` Always answering the training mean, ${amount(constant, 400)}, would be off by ${
        format(mean(off))
      }.`
    }${
      others.length > 0 &&
      markup` Of ${
        listed(others.map(name), ", ")
      } the tables tell more; the pictures are of the first.`
    }`,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

import type { ComparedRow, ReportedComparison } from "../input/comparison.ts";
import { metricWords } from "../words/metric_words.ts";
import { rowsOf } from "../input/run.ts";
import { type Content, listed, markup, name } from "../markup/markup.ts";
import { renderTable } from "../page/table.ts";
import { cut } from "../marks/picture.ts";
import { stripPicture, type StripRow } from "../pictures/score_strip.ts";
import { describeVerdict } from "../words/comparison_verdict.ts";
import { shareInterval } from "../words/interval.ts";
import { count, counted } from "../words/numbers.ts";
import { type Shown, shownOf, spreadText } from "./shown.ts";

/** What a comparison says at first sight. */
export interface ComparisonAnswer {
  readonly headline: Content;
  readonly lead: Content;
  readonly title: string;
}

/** More configurations stand in the table alone. */
const mostInStrip = 8;

/** Which configuration is best, by what, and whether that is more than chance. */
export function comparisonAnswer(comparison: ReportedComparison): ComparisonAnswer {
  const { rows, verdict, ranking } = comparison;
  const shown = shownOf(comparison);
  const [best, next] = rows.filter(({ trained }) => trained > 0);
  const table = renderTable(runsTable(comparison));
  const failed = rows.filter(({ failed }) => failed.length > 0);
  const hasSeeds = rows.some(({ trained }) => trained > 1);
  const note = markup`<p class="note">The best is bold; ranked by ${ranking.metric} on ${
    rowsOf(ranking.part)
  }.${hasSeeds && " Of several seeds: mean ± standard deviation."}</p>`;
  return {
    title: `${comparison.name}: ${best.label} is ahead`,
    headline: headline({ best, next }, shown, comparison),
    lead: markup`<div class="grid">
<div class="panel">${strip(comparison, shown)}</div>
<div><p>${verdict && describeVerdict(verdict, ranking)}</p>${
      failed.length > 0 && markup`<p>${failures(failed)}</p>`
    }</div>
<div class="wide">${table}${note}</div>
</div>`,
  };
}

function failures(rows: readonly ComparedRow[]): Content {
  return listed(
    rows.flatMap(({ label, failed }) =>
      [...new Set(failed)].map((reason) => markup`<b>${name(label)}</b> failed: ${reason}.`)
    ),
    " ",
  );
}

function headline(
  { best, next }: { readonly best: ComparedRow; readonly next: ComparedRow | undefined },
  shown: Shown,
  { rows: all, baselines }: ReportedComparison,
): Content {
  const { part, rows, metric, format, of, isShare } = shown;
  const told = (row: ComparedRow) => {
    const value = of(row);
    return value ? format(value.mean) : "nothing";
  };
  const seeds = Math.max(...all.map(({ trained }) => trained));
  const mean = seeds > 1 ? ` (mean of ${counted(seeds, "seed")})` : "";
  const baseline = baselines.find(({ parts }) => parts[part]?.[metric] !== undefined);
  const value = baseline?.parts[part]?.[metric];
  const always = typeof baseline?.says === "string"
    ? `“${baseline.says}”`
    : `the ${baseline?.answer}`;
  const beaten = value === undefined
    ? undefined
    : markup` Always answering ${always} ${isShare ? "gets" : "has"} ${format(value)}.`;
  const rest = markup`${mean}.${beaten}`;
  const where = markup`On the same ${count(rows)} ${rowsOf(part)}`;
  const [first, other] = [name(best.label), next && name(next.label)];
  if (isShare) {
    const second = next && markup` and <b>${other}</b> ${told(next)}`;
    return markup`${where} <b>${first}</b> gets <b>${told(best)}</b> right${second}${rest}`;
  }
  const second = next && markup` and that of <b>${other}</b> ${told(next)}`;
  return markup`${where} the ${metricWords(metric)} of <b>${first}</b> is <b>${
    told(best)
  }</b>${second}${rest}`;
}

function strip({ rows, baselines }: ReportedComparison, shown: Shown): Content {
  const { metric, part, rows: total, isShare, format, of } = shown;
  const baseline = baselines.find(({ parts }) => parts[part]?.[metric] !== undefined);
  const value = baseline?.parts[part]?.[metric];
  const models = rows.slice(0, mostInStrip).flatMap((row, at): StripRow[] => {
    const spread = of(row);
    if (!spread) return [];
    const { mean, deviation } = spread;
    return [{
      name: `${cut(row.label, 24)} ${format(mean)}`,
      value: mean,
      interval: deviation !== undefined
        ? [isShare || mean >= deviation ? mean - deviation : 0, mean + deviation]
        : isShare
        ? shareInterval(Math.round(mean * total), total)
        : [mean, mean],
      kind: at === 0 ? "main" : "pale",
    }];
  });
  const hasSeeds = rows.some(({ trained }) => trained > 1);
  const range = hasSeeds ? ", ± standard deviation" : isShare ? ", 95% interval" : "";
  return stripPicture({
    id: "scores",
    title: `${metricWords(metric)} on ${count(total)} ${rowsOf(part)}${range}`,
    ...isShare && { isShare },
    format,
    rows: [
      ...models,
      ...baseline && value !== undefined
        ? [{
          name: `${
            typeof baseline.says === "string"
              ? `always ${cut(baseline.says, 16)}`
              : `always the ${baseline.answer}`
          } ${format(value)}`,
          value,
          interval: (isShare
            ? shareInterval(Math.round(value * total), total)
            : [value, value]) as StripRow["interval"],
          kind: "baseline" as const,
        }]
        : [],
    ],
  });
}

/** Every configuration with its parameters and every metric of every part. */
function runsTable({ rows }: ReportedComparison) {
  const metrics = (["test", "valid", "train"] as const).flatMap((part) => {
    const names = [...new Set(rows.flatMap(({ parts }) => Object.keys(parts[part] ?? {})))];
    const others = names.filter((each) => each !== "loss");
    return (others.length > 0 ? others : names).map((metric) => ({ part, metric }));
  });
  const hasSeeds = rows.some(({ trained, failed }) => trained + failed.length > 1);
  return {
    name: "Every configuration",
    columns: [
      { title: "Configuration", isText: true, wraps: true },
      ...metrics.map(({ part, metric }) => ({ title: `${part} ${metricWords(metric)}` })),
      { title: "Parameters" },
      ...hasSeeds ? [{ title: "Trained" }] : [],
    ],
    rows: rows.map(({ label, trained, failed, parameters, parts }) => [
      name(label),
      ...metrics.map(({ part, metric }) => {
        const value = parts[part]?.[metric];
        return value ? spreadText(value) : "";
      }),
      parameters === undefined ? "" : count(parameters),
      ...hasSeeds ? [`${trained} of ${trained + failed.length}`] : [],
    ]),
    best: new Set([0]),
  };
}

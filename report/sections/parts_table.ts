import type { PartName } from "../../dsl/language/pipeline.ts";
import { type ReportedRun, targetNames } from "../input/run.ts";
import { extent } from "../marks/scales.ts";
import { name } from "../markup/markup.ts";
import type { Table } from "../page/table.ts";
import { amount, count, plain } from "../words/numbers.ts";

/** So many classes have a line each. */
const mostClasses = 10;

/** Rows of each class and part, or what the target is in each part; nothing where there is no target. */
export function partsTable(run: ReportedRun): Table | undefined {
  const { answers } = run.records;
  if (targetNames(run.records).length === 0) return undefined;
  switch (answers.kind) {
    case "classes":
      return classesTable(run);
    case "labels":
      return labelsTable(run);
    case "numbers":
      return numbersTable(run);
  }
}

const titles: Readonly<Record<PartName, string>> = { train: "Train", valid: "Valid", test: "Test" };

function partNames({ metrics: { parts } }: ReportedRun): readonly PartName[] {
  return (["train", "valid", "test"] as const).filter((part) => parts[part]);
}

function classesTable(run: ReportedRun): Table | undefined {
  const { class_counts: counts } = run.metrics;
  if (!counts) return undefined;
  const parts = partNames(run);
  const of = (code: number) => parts.map((part) => counts.parts[part]?.[code] ?? 0);
  const sizes = counts.classes.map((_, code) => of(code).reduce((sum, each) => sum + each, 0));
  const largest = new Set(
    counts.classes.map((_, code) => code).sort((one, other) => sizes[other] - sizes[one])
      .slice(0, mostClasses),
  );
  const rest = counts.classes.length - largest.size;
  const restOf = (part: number) =>
    counts.classes.reduce((sum, _, code) => sum + (largest.has(code) ? 0 : of(code)[part]), 0);
  return {
    name: "Rows of each class and part",
    columns: columnsOf(run, targetNames(run.records)[0]),
    rows: [
      ...counts.classes.flatMap((each, code) =>
        largest.has(code) ? [[name(each), ...of(code).map(count)]] : []
      ),
      ...rest > 0 ? [[`${count(rest)} more`, ...parts.map((_, at) => count(restOf(at)))]] : [],
      ["all", ...parts.map((part) => count(run.metrics.parts[part]?.rows ?? 0))],
    ],
  };
}

function columnsOf(run: ReportedRun, first: string) {
  return [
    { title: name(first), isText: true, wraps: true },
    ...partNames(run).map((part) => ({ title: titles[part] })),
  ];
}

function labelsTable(run: ReportedRun): Table {
  const { answers: { names }, parts } = run.records;
  const holds = (part: PartName, label: number) => {
    const { targets = [], recorded = [] } = parts[part] ?? {};
    return count(recorded.filter((_, row) => targets[row * names.length + label] === 1).length);
  };
  const isWhole = Object.values(parts).every(({ rows, recorded }) => rows === recorded.length);
  const shown = names.slice(0, mostClasses);
  return {
    name: "Rows of each label and part",
    columns: columnsOf(run, isWhole ? "Rows with" : "Recorded rows with"),
    rows: [
      ...shown.map((each, label) => [
        name(each),
        ...partNames(run).map((part) => holds(part, label)),
      ]),
      ...names.length > shown.length
        ? [[`${count(names.length - shown.length)} more`, ...partNames(run).map(() => "")]]
        : [],
      ["all", ...partNames(run).map((part) => count(parts[part]?.recorded.length ?? 0))],
    ],
  };
}

function numbersTable(run: ReportedRun): Table {
  const [target, ...others] = targetNames(run.records);
  const parts = partNames(run);
  return {
    name: `The target in each part`,
    columns: [
      { title: name(target), isText: true, wraps: true },
      ...["Rows", "Mean", "Min", "Max"].map((title) => ({ title })),
    ],
    rows: parts.flatMap((part) => {
      const { targets = [], rows = 0 } = run.records.parts[part] ?? {};
      const known = targets.flatMap((value, at) =>
        value === null || at % (1 + others.length) !== 0 ? [] : [value]
      );
      if (known.length === 0) return [[titles[part], count(rows), "", "", ""]];
      const [low, high] = extent(known);
      const exact = known.reduce((sum, value) => sum + value, 0) / known.length;
      // What is left by rounding is 0.
      const mean = Math.abs(exact) < 1e-9 * (high - low) ? 0 : exact;
      return [[
        titles[part],
        count(rows),
        // The mean of many is known better than each of them.
        amount(mean, Math.max(400, rows)),
        plain(Number(low.toPrecision(4))),
        plain(Number(high.toPrecision(4))),
      ]];
    }),
  };
}

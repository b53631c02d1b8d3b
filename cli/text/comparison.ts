import {
  type ComparedFiles,
  type ComparedRow,
  describeVerdict,
  type Member,
  type MemberResult,
  type Spread,
} from "../../mod.ts";
import { commandLine } from "./command_line.ts";
import { describeExpectation } from "./verified.ts";
import { countedWithSeparators, formatNumber, formatTable } from "./table.ts";
import { type Screen, wrap } from "./wrap.ts";

/** How a training of a comparison is called. */
export function memberName({ configuration: { label }, seed }: Member): string {
  return seed === undefined ? label : `${label}, seed ${seed}`;
}

/** What is about to be trained. */
export function describePlanned(members: readonly Member[]): string {
  const labels = [...new Set(members.map(({ configuration: { label } }) => label))];
  const seeds = members.length / labels.length;
  const each = seeds > 1 ? `, ${seeds} seeds of each` : "";
  const shown = labels.length > 12 ? [...labels.slice(0, 12), "..."] : labels;
  return `${countedWithSeparators(members.length, "training")}${each}: ${shown.join(", ")}`;
}

/** A line for a training that has ended. */
export function describeMember({ member, finished, judging, reason }: MemberResult): string {
  const name = memberName(member);
  if (!finished || !judging) return `${name}: ${reason}`;
  const score = scoreOf({ finished, judging });
  return `${name}: ${score.name} ${formatNumber(score.value)}, ${seconds(finished.seconds)}`;
}

/** By what a training is told better while others go on. */
export function scoreOf(
  { finished, judging: { ranked } }: Required<Pick<MemberResult, "finished" | "judging">>,
): { readonly name: string; readonly value: number; readonly isHigherBetter: boolean } {
  const { parts } = finished.metrics;
  const part = parts.valid ? "valid" : parts.test ? "test" : "train";
  const scores = parts[part] ?? { rows: 0 };
  const metric = Object.keys(scores).find((each) => each !== "loss" && ranked[each]) ?? "loss";
  return {
    name: `${part} ${metric}`,
    value: scores[metric] ?? NaN,
    isHigherBetter: ranked[metric] === "higher",
  };
}

/** The table of a comparison, its verdict, and how to have the best one again. */
export function describeComparison(compared: ComparedFiles, screen: Screen): string {
  const { rows, ranking, verdict } = compared;
  const [best] = rows;
  const hanging = { ...screen, hanging: 2 };
  const expected = describeExpectations(compared);
  const failed = rows.flatMap(({ label, failed }) =>
    [...new Set(failed)].map((reason) => wrap(`${label}: ${reason}`, hanging))
  );
  return [
    formatTable(tableOf(compared), screen),
    ...failed.length > 0 ? [failed.join("\n")] : [],
    ...verdict ? [wrap(describeVerdict(verdict, ranking), screen)] : [],
    ...expected.length > 0 ? [expected.map((line) => wrap(line, hanging)).join("\n")] : [],
    wrap(`best: ${bestCommand(best)}`, hanging),
  ].join("\n\n");
}

/** What is expected over seeds, and what needs more of them. */
function describeExpectations({ rows, members }: ComparedFiles): readonly string[] {
  const lines = rows.flatMap(({ label, expectations }) =>
    expectations.map((each) => `${label}: ${describeExpectation(each)}`)
  );
  const trained = Math.max(0, ...members.map(({ member }) => (member.seed ?? -1) + 1));
  const asked = members.flatMap(({ judging }) => judging?.expectations ?? [])
    .map(({ seeds = 0 }) => seeds);
  const most = Math.max(0, ...asked);
  return [
    ...lines,
    ...most > trained ? [`not judged: what is expected of ${most} seeds (--seeds ${most})`] : [],
  ];
}

function tableOf({ rows, baselines }: ComparedFiles): readonly (readonly string[])[] {
  const columns = columnsOf(rows);
  const isOnce = rows.every(({ trained, failed }) => trained + failed.length === 1);
  const header = [
    "",
    ...isOnce ? [] : ["trained"],
    ...["parameters", "seconds"],
    ...columns.map(({ part, metric }) => `${part} ${metric}`),
  ];
  const lines = rows.map(({ label, trained, failed, parameters, seconds, parts }) => [
    label,
    ...isOnce ? [] : [`${trained} of ${trained + failed.length}`],
    parameters?.toLocaleString("en-US") ?? "",
    seconds ? spread(seconds, (value) => value.toPrecision(2)) : "",
    ...columns.map(({ part, metric }) => {
      const value = parts[part]?.[metric];
      return value ? spread(value, formatNumber) : "";
    }),
  ]);
  const beside = baselines.flatMap(({ answer, says, parts }) => {
    const cells = columns.map(({ part, metric }) => {
      const value = parts[part]?.[metric];
      return value === undefined ? "" : formatNumber(value);
    });
    if (cells.every((cell) => cell === "")) return [];
    const name = answer === "most_frequent" ? `always ${[says].flat().join(", ")}` : answer;
    return [[name, ...isOnce ? [] : [""], "", "", ...cells]];
  });
  return [header, ...lines, ...beside];
}

interface Column {
  readonly part: "train" | "valid" | "test";
  readonly metric: string;
}

/** Every metric of every part; the loss only where there is nothing else. */
function columnsOf(rows: readonly ComparedRow[]): readonly Column[] {
  return (["train", "valid", "test"] as const).flatMap((part) => {
    const names = [...new Set(rows.flatMap(({ parts }) => Object.keys(parts[part] ?? {})))];
    const others = names.filter((name) => name !== "loss");
    return (others.length > 0 ? others : names).map((metric) => ({ part, metric }));
  });
}

function spread({ mean, deviation }: Spread, text: (value: number) => string): string {
  return deviation === undefined ? text(mean) : `${text(mean)} ± ${text(deviation)}`;
}

function bestCommand({ pipeline, variant, linear, set }: ComparedRow): string {
  const args = [
    ...["run", pipeline],
    ...variant === undefined ? [] : ["--variant", variant],
    ...linear ? ["--linear"] : [],
    ...Object.entries(set).flatMap(([name, value]) => ["--set", `${name}=${value}`]),
  ];
  return commandLine(args, { isTask: false });
}

function seconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} s`;
}

/** A comparison for programs. */
export function comparisonJson({ members: _, broken: __, ...compared }: ComparedFiles): string {
  // Where something stands in a file is for messages.
  const text = (key: string, value: unknown) => /^(span|rangeSpan)$/.test(key) ? undefined : value;
  return JSON.stringify(compared, text, 2);
}

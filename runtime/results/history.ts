import { stringify } from "@std/csv";
import type { StepNumbers } from "../../compiler/schedules/courses.ts";
import type { Scores } from "../../report/input/metrics.ts";
import { shortestDecimal } from "../formats/decimal.ts";
import type { EpochRecord, EpochSteps } from "../train/history.ts";

/**
 * `history.csv`: a line an epoch, with the columns that the run has. `train_loss` and `train_accuracy`
 * are gathered during the epoch, all others are taken after it.
 */
export function historyCsv(history: readonly EpochRecord[]): string {
  const lines = history.map((record) => ({
    epoch: String(record.epoch),
    learning_rate: String(shortestDecimal(record.learningRate)),
    ...scheduledColumns(record.scheduled),
    // Gathered on the host in float64; all others are float32.
    ...columnsOf("train", record.train, String),
    ...columnsOf("valid", record.valid),
    ...columnsOf("train_after", record.after.train),
    ...columnsOf("test", record.after.test),
  }));
  const header = Object.keys(lines[0] ?? { epoch: "", learning_rate: "" });
  return stringify([header, ...lines.map((line) => Object.values(line))]);
}

function scheduledColumns(scheduled: StepNumbers = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(scheduled).map(([name, value]) => [name, String(shortestDecimal(value))]),
  );
}

function columnsOf(
  part: string,
  scores: Scores = {},
  print: (value: number) => string = (value) => String(shortestDecimal(value)),
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(scores).map(([metric, value]) => [`${part}_${metric}`, print(value)]),
  );
}

/**
 * The lines of an epoch in a `history.csv` with a line a step: its learning rate, what else is scheduled, and the
 * loss of its batch before it. The header stands before the first epoch.
 */
export function stepLines({ epoch, losses, rates, scheduled }: EpochSteps): string {
  const before = (epoch - 1) * losses.length;
  const rows = Array.from(losses, (loss, at) => [
    String(before + at + 1),
    String(epoch),
    String(shortestDecimal(rates[at])),
    ...Object.values(scheduledColumns(scheduled[at])),
    String(shortestDecimal(loss)),
  ]);
  const header = epoch === 1 ? stepHeader(Object.keys(scheduled[0] ?? {})) : "";
  return header + stringify(rows);
}

/** The header before those lines. @param scheduled The names of what else is. */
export function stepHeader(scheduled: readonly string[] = []): string {
  return stringify([["step", "epoch", "learning_rate", ...scheduled, "train_loss"]]);
}

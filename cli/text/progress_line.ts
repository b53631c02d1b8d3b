import type { EpochRecord } from "../../mod.ts";
import { formatNumber } from "./table.ts";

/** How far a training is. */
export interface Stand {
  /** The last epoch that has ended. */
  readonly record: EpochRecord;
  /** How many there are to be. */
  readonly epochs: number;
  /** Until the last epoch, at the pace so far. */
  readonly secondsLeft: number;
}

/** More scores of a part are not shown. */
const shownScores = 3;
const bar = { min: 6, max: 40 };

/** All there is to say of an epoch: its number and the first scores of each part. */
function epochLine({ record, epochs }: Pick<Stand, "record" | "epochs">): string {
  const parts = [["train", record.train], ["valid", record.valid]] as const;
  const scores = parts.flatMap(([part, scores]) =>
    Object.entries(scores).slice(0, shownScores).map(([name, value]) =>
      `${part} ${name} ${formatNumber(value)}`
    )
  );
  return joined(`epoch ${countOf(record, epochs)}`, ...scores);
}

/** An epoch that has ended, in at most `width` columns. */
export function finishedLine(stand: Pick<Stand, "record" | "epochs">, width: number): string {
  return fitting(formsOf(stand), width);
}

/**
 * A training that goes on, in at most `width` columns: numbers first, then the best epoch and the
 * time left, then as many numbers as fit, and a bar in what is left.
 */
export function progressLine(stand: Stand, width: number): string {
  const { secondsLeft, record, epochs } = stand;
  const left = `${describeSeconds(secondsLeft)} left`;
  const notes = record.best === undefined ? [left] : [`best ${record.best}`, left];
  const forms = formsOf(stand);
  const noted = [notes, notes.slice(0, 1)].flatMap((shown) =>
    // The shortest is for want of room: no note is worth it.
    forms.slice(0, -1).map((form) => joined(form, ...shown))
  );
  const text = fitting([...noted, ...forms], width);
  return withBar(text, { share: record.epoch / epochs, width });
}

/** What can be said of an epoch, from the longest to the shortest. */
function formsOf({ record, epochs }: Pick<Stand, "record" | "epochs">): readonly string[] {
  const count = countOf(record, epochs);
  const names = Object.keys(record.train).slice(0, shownScores);
  const pairs = names.map((name) => pairOf(record, name));
  const [first] = names;
  if (first === undefined) return [`epoch ${count}`, count];
  return [
    epochLine({ record, epochs }),
    ...pairs.flatMap((_, at) => {
      const shown = pairs.slice(0, pairs.length - at);
      return [joined(`epoch ${count}`, ...shown), joined(count, ...shown)];
    }),
    joined(count, valuesOf(record, first)),
    joined(String(record.epoch), valuesOf(record, first)),
  ];
}

function countOf({ epoch }: EpochRecord, epochs: number): string {
  return `${String(epoch).padStart(String(epochs).length)}/${epochs}`;
}

function pairOf(record: EpochRecord, name: string): string {
  return `${name} ${valuesOf(record, name)}`;
}

/** One score of each part that has it. */
function valuesOf({ train, valid }: EpochRecord, name: string): string {
  return Object.entries({ train, valid })
    .flatMap(([part, scores]) => name in scores ? [`${part} ${formatNumber(scores[name])}`] : [])
    .join(" ");
}

function fitting(texts: readonly string[], width: number): string {
  const shortest = texts.at(-1) ?? "";
  return texts.find((each) => each.length <= width) ?? shortest.slice(0, Math.max(0, width));
}

function withBar(text: string, { share, width }: { share: number; width: number }): string {
  const free = width - text.length - separator.length;
  if (free < bar.min) return text;
  const length = Math.min(free, bar.max);
  const done = Math.round(share * length);
  return joined(text, "█".repeat(done) + "░".repeat(length - done));
}

const separator = "  ";

function joined(...texts: readonly string[]): string {
  return texts.join(separator);
}

/** `9s`, `1m 05s`, `2h 05m` */
export function describeSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${two(whole % 60)}s`;
  return `${Math.floor(whole / 3600)}h ${two((whole % 3600) / 60)}m`;
}

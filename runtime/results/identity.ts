import { printPipeline } from "../../dsl/print/pipeline.ts";
import { version } from "../../dsl/version.ts";
import type { FileRead } from "../../report/input/metrics.ts";
import { sha256 } from "../files/sha256.ts";
import type { Prepared } from "../prepare/prepare.ts";
import { splitCsv } from "./split.ts";
import { vocabulary } from "../vocabulary.ts";

/** What a training is made of: the same gives the same numbers in every step. */
export interface TrainingIdentity {
  /** The lines of the resolved pipeline, without what is expected of its metrics and where it is trained. */
  readonly pipeline: readonly string[];
  readonly files: readonly FileRead[];
  /** The SHA-256 of the text that `--save-split` writes. */
  readonly split: string;
  /** The SHA-256 of the parameters before the first step. */
  readonly initial: string;
  readonly computed_by: ComputedBy;
}

/** What computed the numbers: another version may round them otherwise. */
export interface ComputedBy {
  readonly penstock: string;
  readonly engine: string;
  readonly device: string;
}

/** What tells the training of a prepared pipeline from others. */
export async function identityOf(
  { program: { pipeline }, files, initial, engine, ...split }: Prepared,
): Promise<TrainingIdentity> {
  const text = printPipeline({ ...pipeline, expectations: [], device: undefined }, vocabulary);
  return {
    pipeline: text.trimEnd().split("\n"),
    files,
    split: sha256(splitCsv(split)),
    initial: sha256(new Uint8Array(initial.buffer, initial.byteOffset, initial.byteLength)),
    computed_by: {
      penstock: version,
      engine: await engine.version(),
      device: engine.device,
    },
  };
}

/** In what another training differs from one, for people, the most telling first; nothing where it is the same. */
export function differencesOf(then: TrainingIdentity, now: TrainingIdentity): readonly string[] {
  const found = [
    ...changedLines(then.pipeline, now.pipeline),
    ...changedFiles(then.files, now.files),
  ];
  if (found.length > 0) return found;
  // What follows from those would say nothing new.
  return [
    ...then.split === now.split ? [] : ["the rows are divided otherwise"],
    ...then.initial === now.initial ? [] : ["the parameters start otherwise"],
  ];
}

/** Whether what computes is the same, so that every bit is. */
export function isComputedAlike(then: TrainingIdentity, now: TrainingIdentity): boolean {
  return computedBy(then) === computedBy(now);
}

/** What computed a training, for people. */
export function computedBy(
  { computed_by: { penstock, engine, device } }: TrainingIdentity,
): string {
  return `penstock ${penstock} with ${engine} on ${device}`;
}

function changedLines(then: readonly string[], now: readonly string[]): readonly string[] {
  const gone = then.filter((line) => !now.includes(line)).map(trimmed);
  const come = now.filter((line) => !then.includes(line)).map(trimmed);
  const count = Math.max(gone.length, come.length);
  return Array.from({ length: count }, (_, at) => {
    if (gone[at] === undefined) return `"${come[at]}" is new`;
    if (come[at] === undefined) return `"${gone[at]}" is gone`;
    const [before, after] = withoutCommon(gone[at], come[at]);
    return `"${before}" is now "${after}"`;
  });
}

/** A line of a call that has many goes without its comma. */
function trimmed(line: string): string {
  return line.trim().replace(/,$/, "");
}

/** Two calls of the same name without the arguments that they share. */
function withoutCommon(one: string, other: string): readonly [string, string] {
  const [first, second] = [callIn(one), callIn(other)];
  if (first?.name !== second?.name || !first || !second) return [one, other];
  const rest = (call: typeof first, from: typeof first) =>
    `${call.name}(${call.args.filter((each) => !from.args.includes(each)).join(", ")})`;
  return [rest(first, second), rest(second, first)];
}

function callIn(
  line: string,
): { readonly name: string; readonly args: readonly string[] } | undefined {
  const [, name, args] = /^([^(]+)\((.*)\)$/.exec(line) ?? [];
  return name === undefined ? undefined : { name, args: args.split(", ") };
}

function changedFiles(then: readonly FileRead[], now: readonly FileRead[]): readonly string[] {
  const before = new Map(then.map(({ path, sha256 }) => [path, sha256]));
  const after = new Map(now.map(({ path, sha256 }) => [path, sha256]));
  return [
    ...then.filter(({ path }) => !after.has(path)).map(({ path }) => `${path} is not read now`),
    ...now.filter(({ path }) => !before.has(path)).map(({ path }) => `${path} was not read then`),
    ...now.filter(({ path, sha256 }) => before.has(path) && before.get(path) !== sha256)
      .map(({ path }) => `${path} has changed`),
  ];
}

import { parse, stringify } from "@std/yaml";
import { filesLeft } from "../files/out_folder.ts";
import { type FileContent, sha256Of } from "../files/file_content.ts";
import type { History } from "./metrics.ts";
import type { TrainingIdentity } from "./identity.ts";

/** Which pipeline a run was asked for, so that it can be asked for again. */
export interface LockedChoice {
  /** The `.pipe` file, relative to the folder of the run. */
  readonly pipeline: string;
  /** The manifest that took the place of its data, likewise. */
  readonly data?: string;
  /** Which variant of the pipeline it was. */
  readonly variant?: string;
  /** The seed that took the place of its own. */
  readonly seed?: number;
  /** The device that took the place of its own. */
  readonly device?: string;
  /** Whether its last layer alone was the model. */
  readonly linear?: boolean;
  /** The run, or file of trained parameters, that it started from, likewise. */
  readonly from?: string;
  /** The files of parameters that were given, likewise. */
  readonly params?: readonly string[];
  /** What was set beside those, by the names of the parameters. */
  readonly set?: Readonly<Record<string, number | boolean | string>>;
  /** What `history.csv` has a line for; epochs unless given. */
  readonly history?: History;
}

/** What made a run, as `run.lock.yaml` records it. */
export interface RunLock {
  /** Counts up when an earlier Penstock could not read it. */
  readonly lock: 1;
  /** Absent where the run was not made from a file. */
  readonly choice?: LockedChoice;
  readonly seed: number;
  /** The SHA-256 of the pipeline's own text. */
  readonly source: string;
  /** That of the training graph, as ONNX; absent where nothing is trained. */
  readonly graph?: string;
  readonly identity: TrainingIdentity;
  /** Where it ran: `deno 2.9.6 on linux x86_64`, on so many threads. */
  readonly machine: { readonly runtime: string; readonly threads: number };
  /** Of the command that ended the run. */
  readonly times: { readonly begun: string; readonly ended: string; readonly seconds: number };
  /** What the run left beside this, by their SHA-256. */
  readonly results: Readonly<Record<string, string>>;
}

/** The name of the file in the folder of a run. */
export const lockName = "run.lock.yaml";

const heading = "# How this run was made; `penstock verify-run` makes it again and compares.\n";

/** `run.lock.yaml` as text. */
export function lockYaml({ identity, ...lock }: RunLock): string {
  // As text, the pipeline can be read, and be run.
  const pipeline = identity.pipeline.join("\n") + "\n";
  return heading + stringify(withoutAbsent({ ...lock, identity: { ...identity, pipeline } }), {
    lineWidth: -1,
  });
}

/** @throws {SyntaxError} If a text is no `run.lock.yaml`, with the reason in plain words. */
export function parseLock(text: string): RunLock {
  const lock = parse(text);
  if (!isRecord(lock) || !("lock" in lock)) throw new SyntaxError("it has no key lock");
  if (lock.lock !== 1) {
    throw new SyntaxError(`it is of version ${lock.lock}, and this Penstock reads 1`);
  }
  const { identity, results } = lock;
  // What a stranger wrote names no other file to be read.
  const isWhole = isRecord(identity) && typeof identity.pipeline === "string" &&
    isOfRun(results) &&
    Array.isArray(identity.files);
  if (!isWhole) throw new SyntaxError("it does not say what a run was made of and left");
  const pipeline = String(identity.pipeline).trimEnd().split("\n");
  // Written by `lockYaml`; whatever else is wrong shows as a difference.
  return { ...lock, identity: { ...identity, pipeline } } as unknown as RunLock;
}

/** The hashes of what a run leaves. */
export async function hashesOf(
  files: Readonly<Record<string, FileContent>>,
): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const [name, content] of Object.entries(files)) hashes[name] = await sha256Of(content);
  return hashes;
}

/** The first of some files that are not what they were, by their names. */
export function firstChanged(
  then: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string | undefined {
  return Object.keys(then).find((name) => now[name] !== then[name]);
}

/** Whether something has a hash for a model, and for nothing that no run leaves. */
function isOfRun(results: unknown): boolean {
  const left: readonly string[] = filesLeft.run;
  return isRecord(results) && "model.onnx" in results &&
    Object.keys(results).every((name) => left.includes(name));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutAbsent(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

import { join, resolve } from "node:path";
import type { Metrics } from "../../report/input/metrics.ts";
import type { Records } from "../../report/input/records.ts";
import { lockName, parseLock } from "../results/lock.ts";
import { decodeRecords, recordsName } from "../records/records.ts";

/** A training of a comparison, as its folder tells of it. */
export interface FinishedMember {
  /** Its `metrics.json`. */
  readonly metrics: Metrics;
  /** Its `records.json.gz`. */
  readonly records: Records;
  /** What it took. */
  readonly seconds: number;
  /** Its pipeline with everything written out, as it would stand in the folder of the comparison. */
  readonly resolved: string;
}

/** Reads what a training has left. @param out Its folder, relative to the working directory. */
export async function readMember(
  out: string,
  workingDirectory: string,
): Promise<Omit<FinishedMember, "resolved">> {
  const folder = resolve(workingDirectory, out);
  const [metrics, records, lock] = await Promise.all([
    Deno.readTextFile(join(folder, "metrics.json")),
    Deno.readFile(join(folder, recordsName)),
    Deno.readTextFile(join(folder, lockName)),
  ]);
  const { times: { seconds } } = parseLock(lock);
  return {
    metrics: JSON.parse(metrics),
    records: decodeRecords(records),
    seconds,
  };
}

import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import { withoutDocs } from "../../compiler/backends/onnx/without_docs.ts";
import { lowerScan } from "../../compiler/backends/onnx/scan.ts";
import { usualStep } from "../../compiler/step/span.ts";
import { sha256 } from "../files/sha256.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { batchPlanOf } from "../../compiler/step/batch_plan.ts";
import type { TrainingIdentity } from "./identity.ts";
import type { LockedChoice, RunLock } from "./lock.ts";
import type { History } from "./metrics.ts";

/** What a run is made of, and what it left. */
interface Locked {
  readonly identity: TrainingIdentity;
  readonly choice?: Omit<LockedChoice, "history" | "set">;
  readonly history?: History;
  readonly begun: Date;
  /** How long it took since then: the clock of the day may be set meanwhile. */
  readonly seconds: number;
  readonly results: RunLock["results"];
}

/** What `run.lock.yaml` records of a run that ends now. */
export function lockOf(
  prepared: Prepared,
  { identity, choice, history, begun, seconds, results }: Locked,
): RunLock {
  const { pipeline } = prepared.program;
  const graph = graphHash(prepared);
  const set = pipeline.params.filter(({ origin }) => origin === "--set");
  return {
    lock: 1,
    ...choice && {
      choice: {
        ...choice,
        ...set.length > 0 && {
          set: Object.fromEntries(set.map(({ name, value }) => [name, value])),
        },
        ...history && { history },
      },
    },
    seed: pipeline.seed,
    source: sha256(pipeline.source.text),
    ...graph !== undefined && { graph },
    identity,
    machine: {
      runtime: `deno ${Deno.version.deno} on ${Deno.build.os} ${Deno.build.arch}`,
      threads: prepared.engine.threads,
    },
    times: {
      begun: begun.toISOString(),
      ended: new Date(begun.getTime() + 1000 * seconds).toISOString(),
      seconds,
    },
    results,
  };
}

/** The SHA-256 of the training graph as ONNX, wherever its lines stand; nothing where nothing is trained. */
export function graphHash(prepared: Prepared): string | undefined {
  const { training } = prepared.program;
  if (!training) return undefined;
  const rows = partOf(prepared, "train")?.rows ?? 0;
  const graph = lowerScan(usualStep(training, batchPlanOf(training, rows)));
  return sha256(encodeModel({ graph: withoutDocs(graph) }));
}

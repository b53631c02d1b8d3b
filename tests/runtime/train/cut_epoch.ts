/** An epoch of a training that is cut into spans. */
import assert from "node:assert/strict";
import type { Engine } from "../../../runtime/engine/engine.ts";
import { floatsOf } from "../../../runtime/engine/tensor.ts";
import type { Prepared } from "../../../runtime/prepare/prepare.ts";
import { batchesOf } from "../../../runtime/train/batches.ts";
import { openTraining } from "../../../runtime/train/open_training.ts";
import { runSpan } from "../../../runtime/train/span.ts";

/** What the first epoch leaves and tells. @param ends The steps after which it is cut; nowhere unless given. */
export async function cutEpoch(
  prepared: Prepared,
  engine: Engine,
  ends: readonly number[] = [],
) {
  const { training: stages } = prepared.program;
  assert(stages);
  await using training = await openTraining(prepared, stages, { engine });
  const { carried, plan } = training;
  const batches = batchesOf(plan, 1);
  const losses: number[] = [];
  let first = 0;
  for (const end of [...ends, plan.steps]) {
    const span = { carried: carried.current, batches, epoch: 1, first, end };
    const done = await runSpan(training, span);
    assert(done.isFinite);
    await carried.replace(done.carried);
    losses.push(...done.losses);
    first = end;
  }
  const tensors = await carried.current.read();
  return { tensors, state: floatsOf(tensors.state), losses };
}

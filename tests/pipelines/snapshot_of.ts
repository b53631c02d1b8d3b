/** What a pipeline is: everything that is exact, and no number that training makes. */
import { lowerTraining } from "../../compiler/models.ts";
import type { OnnxGraph } from "../../compiler/backends/onnx/model.ts";
import { printPipeline } from "../../dsl/print/pipeline.ts";
import type { RunFileResult } from "../../runtime/commands/run_file.ts";
import { partOf, type Prepared } from "../../runtime/prepare/prepare.ts";
import { identityOf } from "../../runtime/results/identity.ts";
import { batchPlanOf } from "../../compiler/step/batch_plan.ts";
import { vocabulary } from "../../runtime/vocabulary.ts";

/** Resolved text, shapes, counts, the graph that trains, the split, and what a run leaves. */
export async function snapshotOf({ prepared, metrics, files }: RunFileResult) {
  const { pipeline, plan, features } = prepared.program;
  const { split, files: read } = await identityOf(prepared);
  return {
    resolved: printPipeline(pipeline, vocabulary).trimEnd().split("\n"),
    read,
    split,
    rows: Object.fromEntries(prepared.parts.map(({ name, rows }) => [name, rows])),
    features: features.length,
    layers: plan.layers.map(({ name, call, shape, parameters }) =>
      `${name}: ${call.definition.name} [${shape.join(", ")}], ${parameters} parameters`
    ),
    training: operatorsOf(prepared),
    metrics: Object.fromEntries(
      Object.entries(metrics.parts).map(([part, scores]) => [part, Object.keys(scores).join(", ")]),
    ),
    files: files.join(", "),
  };
}

/** How often each operator stands in the training graph. */
function operatorsOf(prepared: Prepared): Readonly<Record<string, number>> {
  const { training } = prepared.program;
  if (!training) return {};
  const batches = batchPlanOf(training, partOf(prepared, "train")?.rows ?? 0);
  const counts = new Map<string, number>();
  const count = ({ nodes }: OnnxGraph) => {
    for (const { opType, attributes = {} } of nodes) {
      counts.set(opType, (counts.get(opType) ?? 0) + 1);
      for (const value of Object.values(attributes)) {
        if (value.kind === "graph") count(value.value);
      }
    }
  };
  count(lowerTraining(training, batches).graph);
  return Object.fromEntries([...counts].sort(([one], [other]) => one < other ? -1 : 1));
}

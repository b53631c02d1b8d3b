import type { Program } from "./compile.ts";
import type { Head } from "./heads/head.ts";
import { buildFor, loadOrigin, originOf } from "./ir/origin.ts";
import { named } from "./ir/value.ts";
import { tensor } from "./ir/tensor.ts";
import type { Input, Outputs, Value } from "./ir/value.ts";
import { type ModelPlan, scoresOf } from "./plan/model_plan.ts";
import { constant } from "./ir/constant.ts";
import { gatherRows } from "./ops/gather_rows.ts";
import { preprocess } from "./preprocessing/preprocess.ts";
import { wholeNumbers } from "./schema/class_labels.ts";
import type { Schema } from "./schema/schema.ts";
import { parameterOf, type Parameters } from "./step/state.ts";
import { optimize } from "./transform/passes/optimize.ts";

/** Trained parameters by name: the parts of a state vector. */
function parametersOf(plan: ModelPlan, state: Float32Array): Parameters {
  return new Map(plan.parameters.map(({ name, shape, offset, size }) => {
    const values = state.subarray(offset, offset + size);
    return [name, named(constant(tensor(shape, values)), name)];
  }));
}

/**
 * The scores of the last layer as answers: `label` [N], text or int32 where all classes are whole numbers,
 * and `probability` float32 [N, C] for classes, or `score` where the loss knows no probabilities; `label` int32 [N, D] of 0 and 1 and `probability` float32 [N, D] for several labels, else
 * `prediction` float32 [N, D].
 * @param scores float32 [N, n].
 */
export function readScores(
  scores: Value,
  { head, schema }: { head: Head; schema: Schema },
): Outputs {
  if (head.kind === "values") return { prediction: head.prediction(scores) };
  if (head.kind === "indicators") {
    return { label: head.label(scores), probability: head.probability(scores) };
  }
  // Without a target, `headOf` reads classes for a loss alone, which `checkAgreement` refuses.
  if (schema.target?.kind !== "classes") return { prediction: scores };
  const label = gatherRows(
    named(classLabels(schema.target.classes), "classes"),
    head.label(scores),
  );
  const values = head.probability(scores);
  // What no loss has made a probability is none.
  return head.isMargin ? { label, score: values } : { label, probability: values };
}

/** The labels of classes: numbers where all are, else texts. */
function classLabels(classes: readonly string[]): Value {
  const numbers = wholeNumbers(classes);
  const shape = [classes.length];
  return numbers
    ? constant({ dtype: "int32", shape, data: Float64Array.from(numbers) })
    : constant({ dtype: "string", shape, data: classes });
}

/** A finished model: raw rows in, answers out. */
export interface InferenceGraph {
  /** As `preprocess` declares them. */
  readonly inputs: readonly Input[];
  /** As `readScores` gives them. */
  readonly outputs: Outputs;
}

/** What `model.onnx` computes. @param state Its parameters, packed. */
export function inferenceGraph(program: Program, state: Float32Array): InferenceGraph {
  const { load, loss } = program.pipeline;
  const { inputs, features } = buildFor(loadOrigin(load), () => preprocess(program));
  const parameters = parametersOf(program.plan, state);
  const scores = scoresOf(program.plan, features, {
    parameter: (name) => parameterOf(parameters, name),
  });
  const answers = buildFor(originOf("loss", loss), () => readScores(scores, program));
  return { inputs, outputs: optimize(answers) };
}

import type { ProgramTraining } from "../../compiler/compile.ts";
import { countOf } from "../../compiler/ir/tensor.ts";
import { startCourses } from "../../compiler/schedules/courses.ts";
import { slotsOf } from "../../compiler/step/step_numbers.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Engine } from "../engine/engine.ts";
import { HeldTensors } from "../engine/held_tensors.ts";
import { floats, type Tensors } from "../engine/tensor.ts";
import { createEvaluator, type Evaluator } from "../evaluate/evaluate.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { batchPlanOf } from "../../compiler/step/batch_plan.ts";
import type { EpochTools } from "./epoch.ts";
import { SpanPace } from "./pace.ts";
import { trainingData } from "./span.ts";

/** What a training runs on. */
export interface TrainingOptions {
  readonly engine: Engine;
  /** Judges the parts after an epoch; one of its own unless given. */
  readonly evaluator?: Evaluator;
  /** State and slots to begin with; those of the start unless given. */
  readonly carried?: Tensors;
  /** Told why a training ends too early. */
  readonly report: Report;
}

/** A training with its models loaded, before the first step. Owns native memory: dispose of it. */
export interface OpenTraining extends EpochTools, AsyncDisposable {
  readonly evaluator: Evaluator;
  /** State and slots, at first as they start. */
  readonly carried: HeldTensors;
}

/** Loads what a training needs. @throws {EngineError} If the engine gives up. */
export async function openTraining(
  prepared: Prepared,
  training: ProgramTraining,
  { engine, evaluator, carried }: Omit<TrainingOptions, "report">,
): Promise<OpenTraining> {
  const { program, initial } = prepared;
  const plan = batchPlanOf(training, partOf(prepared, "train")?.rows ?? 0);
  const data = trainingData(prepared);
  const step = engine.stepOf(training, plan);
  await using opened = new AsyncDisposableStack();
  const tools = {
    runner: opened.use(await engine.span(step, data)),
    data,
    carried: opened.use(
      new HeldTensors(await engine.place(carried ?? initialCarried(training, initial))),
    ),
    evaluator: evaluator ?? opened.use(await createEvaluator(program, engine)),
  };
  const owned = opened.move();
  return {
    ...{ prepared, training, plan, engine, ...tools },
    courses: startCourses(training.scheduled, { epochs: training.train.epochs, steps: plan.steps }),
    pace: new SpanPace(plan.batch * countOf(program.plan.outputs.slice(1))),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function initialCarried(training: ProgramTraining, initial: Float32Array): Tensors {
  const { trainedSize } = training.plan;
  const filled = (start: number) =>
    floats([trainedSize], new Float32Array(trainedSize).fill(start));
  const slots = Object.entries(slotsOf(training));
  return {
    state: floats([initial.length], initial),
    ...Object.fromEntries(slots.map(([name, start]) => [name, filled(start)])),
  };
}

import type { ModelPlan } from "../../compiler/plan/model_plan.ts";
import { initialState } from "../../compiler/step/state.ts";
import type { CompilerPipeline } from "../../compiler/vocabulary/vocabulary.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Access } from "../files/access.ts";
import type { NumberArray } from "../formats/npy.ts";
import * as problem from "./parameter_diagnostics.ts";

/** What `readInitialState` needs to know. */
export interface InitialOptions {
  readonly plan: ModelPlan;
  readonly access: Access;
  readonly report: Report;
}

/**
 * The state that a training begins with: drawn, written in the pipeline, or read from the file that
 * `model(parameters = ...)` names. Fails where that cannot be read (E0470) or does not fit (E0471 to
 * E0473).
 */
export async function readInitialState(
  { model, seed }: CompilerPipeline,
  { plan, access, report }: InitialOptions,
): Promise<Float32Array> {
  const { parameters: path } = model.stage.arguments;
  if (path === undefined) return initialState(plan, seed);
  const file = { path: access.displayName(path), span: model.stage.argumentSpans.parameters };
  const arrays = await decode(await access.readBytes(path, { span: file.span, report }), {
    file,
    report,
  });
  report.add(...[...arrays].flatMap(([name, array]) => checkArray(name, array, { plan, file })));
  report.stopOnErrors();
  const missing = plan.parameters.filter(({ name }) => !arrays.has(name)).map(({ name }) => name);
  if (missing.length > 0) report.add(problem.parametersLeftOut(file, missing));
  const values = [...arrays].map(([name, { data }]) => [name, data] as const);
  return initialState(plan, seed, new Map(values));
}

async function decode(
  bytes: Uint8Array,
  { file, report }: { readonly file: problem.ParameterFile; readonly report: Report },
): Promise<Map<string, NumberArray>> {
  // Few pipelines start from a file: the others are checked without its format.
  const { decodeNpz } = await import("../formats/npz.ts");
  try {
    return decodeNpz(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return report.fail(problem.notParameters(file, error.message));
  }
}

function checkArray(
  name: string,
  { shape, data }: NumberArray,
  { plan, file }: { readonly plan: ModelPlan; readonly file: problem.ParameterFile },
): Diagnostic[] {
  const spec = plan.parameters.find((each) => each.name === name);
  if (!spec) {
    return [problem.unknownParameter(file, name, plan.parameters.map((each) => each.name))];
  }
  if (shape.join() !== spec.shape.join()) {
    return [problem.wrongParameterShape(file, { name, has: shape, needs: spec.shape })];
  }
  const odd = Array.from(data).find((value) => !Number.isFinite(Math.fround(value)));
  return odd === undefined ? [] : [problem.notFiniteParameter(file, { name, value: odd })];
}

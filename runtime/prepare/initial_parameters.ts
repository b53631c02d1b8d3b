import type { ModelPlan } from "../../compiler/plan/model_plan.ts";
import { initialState } from "../../compiler/step/state.ts";
import type { CompilerPipeline } from "../../compiler/vocabulary/vocabulary.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Access } from "../files/access.ts";
import type { NumberArray } from "../formats/npy.ts";
import { fittingLayers, type StartedFrom } from "./fine_tuning.ts";
import * as problem from "./parameter_diagnostics.ts";

/** Parameters from a file, by name. */
type Arrays = ReadonlyMap<string, NumberArray>;

/** What `readInitialState` needs to know. */
export interface InitialOptions {
  readonly plan: ModelPlan;
  /** A `parameters.npz` to start from in the layers that fit; as the person names it. */
  readonly from: string | undefined;
  readonly access: Access;
  readonly report: Report;
}

/** What a training begins with. */
export interface InitialState {
  /** All tensors of the model, packed. */
  readonly initial: Float32Array;
  /** Absent where it starts from no other training. */
  readonly startedFrom?: StartedFrom;
}

/**
 * The state that a training begins with: drawn, written in the pipeline, read from the file that
 * `model(parameters = ...)` names, or that of another training. Fails where such a file cannot be read (E0470) or
 * does not fit (E0471 to E0473, E0478).
 */
export async function readInitialState(
  { model, seed }: CompilerPipeline,
  { from, ...options }: InitialOptions,
): Promise<InitialState> {
  const { plan, report } = options;
  const { parameters: path } = model.stage.arguments;
  const span = model.stage.argumentSpans.parameters;
  const written = path === undefined ? undefined : await readAll({ path, span }, options);
  const other = from === undefined ? undefined : await readFitting(from, options);
  report.stopOnErrors();
  const values = [...written ?? [], ...other?.arrays ?? []]
    .map(([name, { data }]) => [name, data] as const);
  return {
    initial: initialState(plan, seed, new Map(values)),
    ...other && { startedFrom: other.startedFrom },
  };
}

/** A file whose every array is to fit. */
async function readAll(
  { path, span }: problem.ParameterFile,
  options: Omit<InitialOptions, "from">,
): Promise<Arrays> {
  const { plan, report } = options;
  const { arrays, ...file } = await readArrays({ path, span }, options);
  report.add(...[...arrays].flatMap(([name, array]) => checkArray(name, array, { plan, file })));
  report.stopOnErrors();
  const missing = plan.parameters.filter(({ name }) => !arrays.has(name)).map(({ name }) => name);
  if (missing.length > 0) report.add(problem.parametersLeftOut(file, missing));
  return arrays;
}

/** A file of another training, for the layers that it fits. */
async function readFitting(
  path: string,
  options: Omit<InitialOptions, "from">,
): Promise<{ readonly arrays: Arrays; readonly startedFrom: StartedFrom }> {
  const { plan, report } = options;
  const { arrays, ...file } = await readArrays({ path, span: undefined }, options);
  const { fitting, ...layers } = fittingLayers(plan, arrays);
  if (layers.layers.length === 0) report.add(problem.nothingToStartFrom(file, layers.anew));
  report.add(...[...fitting].flatMap(([name, array]) => checkArray(name, array, { plan, file })));
  return { arrays: fitting, startedFrom: { file: file.path, ...layers } };
}

async function readArrays(
  { path, span }: problem.ParameterFile,
  { access, report }: Omit<InitialOptions, "from">,
): Promise<problem.ParameterFile & { readonly arrays: Arrays }> {
  const file = { path: access.displayName(path), span };
  const bytes = await access.readBytes(path, { ...span && { span }, report });
  return { ...file, arrays: await decode(bytes, { file, report }) };
}

async function decode(
  bytes: Uint8Array,
  { file, report }: { readonly file: problem.ParameterFile; readonly report: Report },
): Promise<Arrays> {
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

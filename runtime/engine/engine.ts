import type * as Ort from "onnxruntime-node";
import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import type { OnnxModel } from "../../compiler/backends/onnx/model.ts";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import { engineFailed } from "./engine_diagnostics.ts";

/** A tensor in the host's memory, row-major. */
export type HostTensor =
  | { readonly type: "float32"; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly type: "int32"; readonly shape: readonly number[]; readonly data: Int32Array }
  | {
    readonly type: "string";
    readonly shape: readonly number[];
    readonly data: readonly string[];
  };

/** Tensors by the names of inputs or outputs. */
export type Tensors = Readonly<Record<string, HostTensor>>;

/** A model that is loaded and can be called. Owns native memory: release it. */
export interface Session {
  /**
   * Runs the model once; feeds that it does not read are ignored.
   * @throws {PenstockError} E0605, if the runtime gives up.
   */
  run(feeds: Tensors): Promise<Tensors>;
  /** Gives the native memory back. */
  release(): Promise<void>;
}

/** Something that runs ONNX models. */
export interface Engine {
  /** As shown to people and recorded: `cpu`. */
  readonly device: string;
  /** Makes a model ready to be called. @param model Its bytes. */
  load(model: OnnxModel | Uint8Array): Promise<Session>;
}

/**
 * ONNX Runtime on the CPU, one thread: small models lose by more, and one thread gives the same bits
 * every time.
 */
export const cpuEngine: Engine = {
  device: "cpu",
  async load(model) {
    const bytes = model instanceof Uint8Array ? model : encodeModel(model);
    const ort = await loadRuntime();
    const session = await ort.InferenceSession.create(bytes, {
      executionProviders: ["cpu"],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: "sequential",
      graphOptimizationLevel: "all",
      // What goes wrong is thrown too, and told once.
      logSeverityLevel: 4,
      // Without this, weights that fade to denormals slow the arithmetic down.
      extra: { session: { set_denormal_as_zero: "1" } },
    });
    return {
      async run(feeds) {
        try {
          return fromOrt(await session.run(toOrt(ort, feeds, session.inputNames)));
        } catch (error) {
          throw new PenstockError([engineFailed(error instanceof Error ? error.message : "")]);
        }
      },
      release: () => session.release(),
    };
  },
};

/** Loads a model, runs it once and releases it. */
export async function runOnce(
  engine: Engine,
  model: OnnxModel | Uint8Array,
  feeds: Tensors,
): Promise<Tensors> {
  const session = await engine.load(model);
  try {
    return await session.run(feeds);
  } finally {
    await session.release();
  }
}

/** Loaded when first needed: checking a pipeline takes neither its time nor its permission. */
async function loadRuntime(): Promise<typeof Ort> {
  return await import("onnxruntime-node");
}

function toOrt(
  ort: typeof Ort,
  feeds: Tensors,
  names: readonly string[],
): Record<string, Ort.Tensor> {
  return Object.fromEntries(
    Object.entries(feeds).filter(([name]) => names.includes(name)).map((
      [name, { type, data, shape }],
    ) => [
      name,
      // The union of HostTensor pairs each type with its array, as the constructor's overloads do.
      new ort.Tensor(type as "float32", data as Float32Array, shape),
    ]),
  );
}

function fromOrt(results: Ort.InferenceSession.OnnxValueMapType): Tensors {
  return Object.fromEntries(
    Object.entries(results).map(([name, value]) => {
      const { type, data, dims } = value as Ort.Tensor;
      return [name, { type, data, shape: dims } as HostTensor];
    }),
  );
}

/** A float32 tensor. */
export function floats(shape: readonly number[], data: Float32Array): HostTensor {
  return { type: "float32", shape, data };
}

/** An int32 tensor. */
export function ints(shape: readonly number[], data: Int32Array): HostTensor {
  return { type: "int32", shape, data };
}

/** The numbers of a tensor that is known to be float32. @throws {TypeError} If it is not. */
export function floatsOf(tensor: HostTensor | undefined): Float32Array {
  if (tensor?.type !== "float32") throw new TypeError(`float32 expected, not ${tensor?.type}`);
  return tensor.data;
}

/**
 * A float32 number as the shortest decimal that stands for it: 0.9, not 0.8999999761581421.
 */
export function shortestDecimal(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return short;
  }
  return Number(value.toPrecision(9));
}

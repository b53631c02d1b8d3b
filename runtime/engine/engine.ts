import type { OnnxModel } from "../../compiler/backends/onnx/model.ts";
import type { StepCost } from "../../compiler/step/cost.ts";
import type { StepGraph } from "../../compiler/step/step_graph.ts";
import type { BatchOptions, Training } from "../../compiler/step/training.ts";
import type { Tensors } from "./tensor.ts";

/** Something that runs models and spans of training steps: a device. */
export interface Engine {
  /** The step of a training as it is cheapest there. */
  stepOf(training: Training, options: BatchOptions): StepGraph;
  /** About how many µs a step takes there. */
  readonly cost: StepCost;
  /** As shown to people and recorded, with all that the numbers depend on: `cpu`, `cuda:0, TF32`. */
  readonly device: string;
  /** How many threads of the processor compute. */
  readonly threads: number;
  /** What people should know of it besides: the name of the card, why it was taken. */
  readonly about?: string;
  /** What matrices are rounded to before they are multiplied, where that is less than float32. */
  readonly rounding?: "TF32";
  /** What computes, with its version: `onnxruntime 1.30.0`. */
  version(): Promise<string>;
  /**
   * Makes a model ready to be called. @param model Its bytes, or what they are made of.
   * @throws {EngineError} If the device does not take it.
   */
  session(model: OnnxModel | Uint8Array): Promise<Session>;
  /**
   * Makes a training step ready to be run span by span. @param data What every step captures, by name.
   * @throws {EngineError} If the device does not take it.
   */
  span(step: StepGraph, data: Tensors): Promise<SpanRunner>;
  /** Puts tensors where the device computes. @throws {EngineError} If they do not fit there. */
  place(tensors: Tensors): Promise<DeviceTensors>;
}

/** A model that is ready to be called. Owns native memory: dispose of it. */
export interface Session extends AsyncDisposable {
  /**
   * Runs the model once; feeds that it does not read are ignored.
   * @throws {EngineError} If the device gives up.
   */
  run(feeds: Tensors): Promise<Tensors>;
}

/** Tensors where a device computes; on the CPU, the host's own. Own memory of it: dispose of them. */
export interface DeviceTensors extends AsyncDisposable {
  /** What they hold, by name, valid until they are disposed of. @throws {EngineError} If the device fails. */
  read(): Promise<Tensors>;
}

/** A training step that is ready to be run. Owns native memory: dispose of it. */
export interface SpanRunner extends AsyncDisposable {
  /**
   * Runs some steps. A function of its arguments: the same span gives the same bits. The state stays as
   * it is; that after the steps is a new one. @param scanned A row for each step, [S, ...].
   * @throws {EngineError} If the device gives up.
   */
  run(state: DeviceTensors, scanned: Tensors): Promise<SpanResult>;
}

/** What a span leaves. */
export interface SpanResult {
  /** All carried tensors after the last step, by the names of the inputs that read them. */
  readonly state: DeviceTensors;
  /** What comes out after the loop, by name. */
  readonly reported: Tensors;
  /** Whether losses and state are finite numbers. */
  readonly isFinite: boolean;
}

/** Makes a model ready, runs it once and lets it go. */
export async function runOnce(
  engine: Engine,
  model: OnnxModel | Uint8Array,
  feeds: Tensors,
): Promise<Tensors> {
  await using session = await engine.session(model);
  return await session.run(feeds);
}

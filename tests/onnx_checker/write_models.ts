/**
 * Writes every model that the compiler emits for the shipped pipelines into a folder, for `check.py`:
 *
 *     deno run --allow-read --allow-write --allow-ffi --allow-env tests/onnx_checker/write_models.ts DIR
 *     pip install onnx && python3 tests/onnx_checker/check.py DIR
 *
 * Not part of `deno task test`, which never needs Python.
 * @module
 */
import { join, relative } from "node:path";
import type { Program } from "../../compiler/compile.ts";
import {
  lowerInference,
  lowerMetrics,
  lowerPreprocessing,
  lowerReading,
  lowerScoring,
  lowerTraining,
} from "../../compiler/models.ts";
import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import type { OnnxModel } from "../../compiler/backends/onnx/model.ts";
import { initialState } from "../../compiler/step/state.ts";
import { runFile } from "../../mod.ts";

const root = new URL("../../", import.meta.url).pathname;

function modelsOf(program: Program): Record<string, OnnxModel | undefined> {
  const { training } = program;
  return {
    preprocessing: lowerPreprocessing(program),
    training: training && lowerTraining(training, { batch: 4, isRagged: false }),
    ragged: training && lowerTraining(training, { batch: 4, isRagged: true }),
    scoring: lowerScoring(program),
    reading: lowerReading(program),
    metrics: lowerMetrics(program),
    inference: lowerInference(program, initialState(program.plan, 0), {}),
  };
}

async function* pipelinesIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* pipelinesIn(join(folder, name));
    else if (name.endsWith(".pipe")) yield join(folder, name);
  }
}

if (import.meta.main) {
  const [folder] = Deno.args;
  if (!folder) throw new RangeError("Name the folder to write into");
  await Deno.mkdir(folder, { recursive: true });
  for await (const path of pipelinesIn(join(root, "pipelines"))) {
    const out = await Deno.makeTempDir();
    const context = { workingDirectory: root, allowed: [] };
    const { prepared, model } = await runFile(path, { context, out: join(out, "run") });
    const name = relative(join(root, "pipelines"), path).replaceAll("/", "_").replace(
      /\.pipe$/,
      "",
    );
    await Deno.writeFile(join(folder, `${name}.model.onnx`), model);
    for (const [kind, each] of Object.entries(modelsOf(prepared.program))) {
      if (each) await Deno.writeFile(join(folder, `${name}.${kind}.onnx`), encodeModel(each));
    }
    await Deno.remove(out, { recursive: true });
  }
}

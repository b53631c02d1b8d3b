import { join } from "node:path";
import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import { inferenceGraph } from "../../compiler/inference.ts";
import { lowerTraining } from "../../compiler/models.ts";
import { printStep } from "../../compiler/step/print_step.ts";
import { spanGraph } from "../../compiler/step/span.ts";
import { printGraph } from "../../compiler/transform/print.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { claimOutFolder, type FileLeftBy } from "../files/out_folder.ts";
import { outPlace } from "../files/out_place.ts";
import { openPipeline, type PipelineChoice } from "../open/open_pipeline.ts";
import { assemble, type Assembled } from "../prepare/assemble.ts";
import { batchPlanOf } from "../../compiler/step/batch_plan.ts";
import { exportModel } from "./export_model.ts";
import { phase } from "./phase.ts";

/** What a file is compiled with. */
export interface CompileFileOptions extends PipelineChoice {
  /**
   * The folder to fill, relative to the working directory; `out/<pipe>-compiled` unless given, with
   * `-<variant>` and `-<dataset>` behind the pipeline where those are chosen.
   */
  readonly out?: string;
  /** Told of each warning. */
  readonly warn?: (warning: Diagnostic) => void;
}

/** Where a compiled pipeline was left. */
export interface CompiledFile {
  /** The folder as shown to people. */
  readonly out: string;
  /** The names of what is in it; no `training.onnx` where nothing is trained. */
  readonly files: readonly string[];
}

type CompiledFiles = Partial<Record<FileLeftBy<"compile">, string | Uint8Array>>;

/**
 * Leaves what a `.pipe` file is compiled to in a folder, without training it: `training.onnx`,
 * `model.onnx` with the parameters that training would start from, and both as text in `graph.txt`.
 * @throws {PenstockError} With every mistake of the pipeline, or why the folder cannot be filled;
 * nothing is then written.
 */
export async function compileFile(
  path: string,
  options: CompileFileOptions,
): Promise<CompiledFile> {
  const { context: { workingDirectory }, overrides, warn } = options;
  const { name, assembled } = await phase(async (report) => {
    const { file, name, access } = await openPipeline(path, options, report);
    return { name, assembled: await assemble(file, { access, overrides, report }) };
  }, warn);
  const place = outPlace(options.out ?? join("out", `${name}-compiled`), workingDirectory);
  const folder = await phase((report) => claimOutFolder(place, { by: "compile", report }));
  try {
    const files = compiledFiles(assembled, name);
    await phase((report) => folder.commit(files, report));
    return { out: place.shown, files: Object.keys(files) };
  } catch (error) {
    await folder.discard();
    throw error;
  }
}

function compiledFiles(assembled: Assembled, name: string): CompiledFiles {
  const { program, initial } = assembled;
  const { training } = program;
  const model = exportModel(assembled, { name, state: initial });
  const modelText = `# model.onnx\n\n${printGraph(inferenceGraph(program, initial).outputs)}`;
  if (!training) return { "model.onnx": model, "graph.txt": modelText };
  const batches = batchPlanOf(training, assembled.indices.train.length);
  return {
    "training.onnx": encodeModel(lowerTraining(training, batches)),
    "model.onnx": model,
    "graph.txt": `# training.onnx\n\n${printStep(spanGraph(training, batches))}\n${modelText}`,
  };
}

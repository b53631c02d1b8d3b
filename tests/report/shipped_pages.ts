/** The pages of some pipelines that we ship, of every kind of answer. */
import { join } from "node:path";
import { runFile } from "../../runtime/commands/run_file.ts";
import { root } from "../docs/api_example.ts";
import { inFolder } from "../runtime/pipelines.ts";

/** Which pipelines: classes of several columns and of a plane, two classes, labels, numbers of columns and along one. */
export const shippedPipelines: readonly (readonly [path: string, variant?: string])[] = [
  ["iris.pipe"],
  ["spiral/mlp.pipe", "held_out"],
  ["logistic/binary.pipe"],
  ["logistic/multi_label.pipe"],
  ["cars/mlp.pipe"],
  ["width/wave.pipe"],
];

/** Runs a pipeline, and gives back the page that it leaves. */
export function shippedPage(path: string, variant?: string): Promise<string> {
  return inFolder(async (folder) => {
    const context = { workingDirectory: root, allowed: [] };
    const out = join(folder, "out");
    await runFile(`pipelines/${path}`, { context, out, ...variant !== undefined && { variant } });
    return await Deno.readTextFile(join(out, "report.html"));
  });
}

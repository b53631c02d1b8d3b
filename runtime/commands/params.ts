import { type DeclaredParam, declareParams } from "../../dsl/check/params.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import type { CommandContext } from "../files/access.ts";
import { openPipeline } from "../open/open_pipeline.ts";
import { phase } from "./phase.ts";

/** What is asked of a file. */
export interface ListParamsOptions {
  /** The working directory, and what may be read. */
  readonly context: CommandContext;
  /** Parameters set from outside the file. */
  readonly overrides?: readonly Override[];
  /** Which variant of the pipeline is meant. */
  readonly variant?: string;
}

/**
 * The parameters of a `.pipe` file and of those it uses, with the values that a run would take.
 * Other stages may still be wrong.
 * @throws {PenstockError} If the file cannot be read, or a parameter or an override is wrong.
 */
export async function listParams(
  path: string,
  { context, overrides = [], variant }: ListParamsOptions,
): Promise<readonly DeclaredParam[]> {
  return await phase(async (report) => {
    const { file } = await openPipeline(path, { context, variant }, report);
    return declareParams(file, { overrides, report: (each) => report.add(each) }).declared;
  });
}

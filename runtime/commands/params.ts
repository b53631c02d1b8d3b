import { type DeclaredParam, declareParams } from "../../dsl/check/params.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import type { Surroundings } from "../files/access.ts";
import { openPipeline } from "../open/open_pipeline.ts";
import { phase } from "./phase.ts";

/** What is asked of a file. */
export interface ListParamsOptions {
  /** Where the person stands, and what may be read. */
  readonly surroundings: Surroundings;
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
  { surroundings, overrides = [], variant }: ListParamsOptions,
): Promise<readonly DeclaredParam[]> {
  return await phase(async (report) => {
    const { file } = await openPipeline(path, { surroundings, variant }, report);
    return declareParams(file, { overrides, report: (each) => report.add(each) }).declared;
  });
}

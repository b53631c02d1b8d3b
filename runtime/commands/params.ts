import { type DeclaredParam, declareParams } from "../../dsl/check/params.ts";
import { type Diagnostic, PenstockError } from "../../dsl/text/diagnostic.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import { accessFor, type Surroundings } from "../files/access.ts";
import { readPipeline } from "../open/pipeline_file.ts";
import { readComposed } from "../open/used_files.ts";

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
  const { source, folder } = await readPipeline(path, surroundings);
  const file = await readComposed(source, { access: accessFor(folder, surroundings), variant });
  const problems: Diagnostic[] = [];
  const report = (each: Diagnostic) => void problems.push(each);
  const { declared } = declareParams(file, { overrides, report });
  if (problems.length > 0) throw new PenstockError(problems);
  return declared;
}

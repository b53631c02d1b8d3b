import { check } from "../dsl/check.ts";
import { type Diagnostic, PenstockError } from "../dsl/diagnostic.ts";
import { parse } from "../dsl/parse.ts";
import type { Surroundings } from "./access.ts";
import { readPipeline } from "./pipeline_file.ts";
import { vocabulary } from "./vocabulary.ts";

/** Every problem of a `.pipe` file that can be found without its data; none if it is right. */
export async function checkFile(
  path: string,
  surroundings: Surroundings,
): Promise<readonly Diagnostic[]> {
  try {
    const { source } = await readPipeline(path, surroundings);
    const parsed = parse(source);
    if (!parsed.ok) return parsed.diagnostics;
    const result = check(parsed.value, vocabulary);
    return result.ok ? result.warnings : result.diagnostics;
  } catch (error) {
    if (error instanceof PenstockError) return error.diagnostics;
    throw error;
  }
}

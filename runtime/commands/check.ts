import type { Override } from "../../dsl/syntax/override.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { reported } from "../../dsl/text/report.ts";
import { accessFor, type CommandContext } from "../files/access.ts";
import { dataOverride } from "../open/data_override.ts";
import { readPipeline } from "../open/pipeline_file.ts";
import { readTree } from "../open/used_files.ts";

/** What a file is checked with. */
export interface CheckFileOptions {
  /** A manifest that takes the place of the `load` stage, relative to the working directory. */
  readonly data?: string;
  /** Which variant of the pipeline is checked; each, and the shared stages, unless given. */
  readonly variant?: string;
  /** Parameters set from outside. */
  readonly overrides?: readonly Override[];
}

/**
 * Every problem of a `.pipe` file and its data that shows before training, by place; none if all is
 * right. Where the data cannot be read, that is one of the problems. Each variant is
 * checked, unless one is chosen.
 */
export async function checkFile(
  path: string,
  context: CommandContext,
  { data, variant, overrides }: CheckFileOptions = {},
): Promise<readonly Diagnostic[]> {
  const checked = await reported(async (report) => {
    const { source, folder } = await readPipeline(path, context, report);
    const given = data === undefined ? undefined : dataOverride(data, context);
    const access = accessFor(folder, given?.context ?? context);
    const tree = await readTree(source, { access, report });
    // The vocabulary is loaded for a text that can be read: a mistake in syntax is told sooner.
    const { problemsOfTree } = await import("./check_tree.ts");
    report.add(...await problemsOfTree(tree, { access, overrides, variant, data: given?.data }));
  });
  return checked.ok ? checked.warnings : checked.diagnostics;
}

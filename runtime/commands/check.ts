import type { Variant } from "../../dsl/syntax/ast.ts";
import { variantsOf } from "../../dsl/compose/compose.ts";
import { inVariant, isVariantNeeded } from "../../dsl/compose/compose_diagnostics.ts";
import { type Diagnostic, PenstockError } from "../../dsl/text/diagnostic.ts";
import { inOrderOfPlace } from "../../dsl/text/order.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import type { Source, Span } from "../../dsl/text/span.ts";
import { accessFor, type Surroundings } from "../files/access.ts";
import { assemble, type AssembleOptions } from "../prepare/assemble.ts";
import { givenData } from "../open/given_data.ts";
import { readPipeline } from "../open/pipeline_file.ts";
import { readTree } from "../open/used_files.ts";

/** What a file is checked with. */
export interface CheckFileOptions {
  /** A manifest that takes the place of the `load` stage, relative to where the person stands. */
  readonly data?: string;
  /** Parameters set from outside. */
  readonly overrides?: readonly Override[];
}

type CheckOptions = Omit<AssembleOptions, "warn" | "variant">;

/**
 * Every problem of a `.pipe` file and its data that shows before training, by place; none if all is
 * right. Where the data cannot be read, that is one of the problems. Each variant is checked.
 */
export async function checkFile(
  path: string,
  surroundings: Surroundings,
  { data, overrides }: CheckFileOptions = {},
): Promise<readonly Diagnostic[]> {
  try {
    const { source, folder } = await readPipeline(path, surroundings);
    const given = data === undefined ? undefined : givenData(data, surroundings);
    const access = accessFor(folder, given?.surroundings ?? surroundings);
    const options = { access, overrides, ...given && { data: given.data } };
    return inOrderOfPlace(await checkVariants(source, options));
  } catch (error) {
    if (error instanceof PenstockError) return error.diagnostics;
    throw error;
  }
}

/** What is wrong with the shared stages, then what only a variant has wrong. */
async function checkVariants(
  source: Source,
  options: CheckOptions,
): Promise<readonly Diagnostic[]> {
  const shared = await problemsOf(source, options);
  const found = shared.some(isVariantNeeded) ? [] : [...shared];
  for (const variant of variantsOf(await readTree(source, options.access))) {
    const problems = await problemsOf(source, { ...options, variant: variant.name.text });
    const more = problems.filter((each) => !found.some((other) => isSame(each, other)));
    found.push(
      ...more.map((each) => isInside(each.span, variant) ? each : inVariant(each, variant)),
    );
  }
  return found;
}

async function problemsOf(
  source: Source,
  options: CheckOptions & Pick<AssembleOptions, "variant">,
): Promise<readonly Diagnostic[]> {
  const warnings: Diagnostic[] = [];
  try {
    await assemble(source, { ...options, warn: (each) => void warnings.push(each) });
    return warnings;
  } catch (error) {
    if (error instanceof PenstockError) return error.diagnostics;
    throw error;
  }
}

function isInside(span: Span | undefined, variant: Variant): boolean {
  if (span?.source.name !== variant.span.source.name) return false;
  return span.start >= variant.span.start && span.end <= variant.span.end;
}

/** Whether two checks found the same; they read the files anew. */
function isSame(first: Diagnostic, second: Diagnostic): boolean {
  const key = ({ code, message, place, span }: Diagnostic) =>
    JSON.stringify([code, message, place, span?.source.name, span?.start]);
  return key(first) === key(second);
}

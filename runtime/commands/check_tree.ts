import { type FileTree, variantsOf } from "../../dsl/compose/compose.ts";
import { inVariant, isVariantNeeded } from "../../dsl/compose/compose_diagnostics.ts";
import type { Variant } from "../../dsl/syntax/ast.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import type { Checked, Diagnostic } from "../../dsl/text/diagnostic.ts";
import { type Report, reported } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { Access } from "../files/access.ts";
import { type DataOverride, withDataOverride } from "../open/data_override.ts";
import { composed } from "../open/used_files.ts";
import { assemble } from "../prepare/assemble.ts";
import { readTable } from "../prepare/load.ts";
import type { Loaded } from "../readers/reader.ts";
import type { RunnablePipeline } from "../vocabulary.ts";

/** What a pipeline is checked with. */
export interface CheckTreeOptions {
  readonly access: Access;
  readonly overrides?: readonly Override[];
  /** Loaded instead of what the pipeline names. */
  readonly data?: DataOverride;
  /** The variant that is looked at; each, and the shared stages, unless given. */
  readonly variant?: string;
}

/** What is wrong with a pipeline whose files parse, with its data, and with each of its variants or the one chosen. */
export async function problemsOfTree(
  tree: FileTree,
  { access, overrides, data, variant: chosen }: CheckTreeOptions,
): Promise<readonly Diagnostic[]> {
  const tables = new TableStore(access);
  const check = async (variant: string | undefined, report: Report) => {
    const file = report.need(composed(tree, variant));
    const withData = data ? withDataOverride(file, data) : file;
    const tableOf = tables.tableOf.bind(tables);
    await assemble(withData, { access, overrides, report, tableOf });
  };
  if (chosen === undefined) return await checkVariants(tree, check);
  return problemsOf(await reported((report) => check(chosen, report)));
}

/** What is wrong with the shared stages, then what only a variant has wrong. */
async function checkVariants(
  tree: FileTree,
  check: (variant: string | undefined, report: Report) => Promise<void>,
): Promise<readonly Diagnostic[]> {
  const problemsWith = async (variant?: string) =>
    problemsOf(await reported((report) => check(variant, report)));
  const shared = await problemsWith();
  const found = shared.some(isVariantNeeded) ? [] : [...shared];
  for (const variant of variantsOf(tree)) {
    const problems = await problemsWith(variant.name.text);
    const more = problems.filter((each) => !found.some((other) => isSame(each, other)));
    found.push(
      ...more.map((each) => isInside(each.span, variant) ? each : inVariant(each, variant)),
    );
  }
  return found;
}

function problemsOf(result: Checked<unknown>): readonly Diagnostic[] {
  return result.ok ? result.warnings : result.diagnostics;
}

/** The tables of one command, each read once, however many variants load it. */
class TableStore {
  readonly #tables = new Map<string, Promise<Checked<Loaded>>>();

  constructor(private readonly access: Access) {}

  /** The table of a `load` stage. Fails where it cannot be read. */
  async tableOf(load: RunnablePipeline["load"], report: Report): Promise<Loaded> {
    const key = JSON.stringify([load.definition.name, load.arguments]);
    const table = this.#tables.get(key) ??
      reported((report) => readTable(load, { access: this.access, report }));
    this.#tables.set(key, table);
    return report.need(await table);
  }
}

function isInside(span: Span | undefined, variant: Variant): boolean {
  if (span?.source.name !== variant.span.source.name) return false;
  return span.start >= variant.span.start && span.end <= variant.span.end;
}

/** Whether two checks found the same. */
function isSame(first: Diagnostic, second: Diagnostic): boolean {
  const key = ({ code, message, place, span }: Diagnostic) =>
    JSON.stringify([code, message, place, span?.source.name, span?.start]);
  return key(first) === key(second);
}

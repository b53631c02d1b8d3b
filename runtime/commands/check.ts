import { type FileTree, variantsOf } from "../../dsl/compose/compose.ts";
import { inVariant, isVariantNeeded } from "../../dsl/compose/compose_diagnostics.ts";
import type { Variant } from "../../dsl/syntax/ast.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import type { Checked, Diagnostic } from "../../dsl/text/diagnostic.ts";
import { type Report, reported } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import { type Access, accessFor, type Surroundings } from "../files/access.ts";
import { givenData, withGivenData } from "../open/given_data.ts";
import { readPipeline } from "../open/pipeline_file.ts";
import { composed, readTree } from "../open/used_files.ts";
import { assemble } from "../prepare/assemble.ts";
import { readTable } from "../prepare/load.ts";
import type { Loaded } from "../readers/reader.ts";
import type { RunnablePipeline } from "../vocabulary.ts";

/** What a file is checked with. */
export interface CheckFileOptions {
  /** A manifest that takes the place of the `load` stage, relative to where the person stands. */
  readonly data?: string;
  /** Parameters set from outside. */
  readonly overrides?: readonly Override[];
}

/**
 * Every problem of a `.pipe` file and its data that shows before training, by place; none if all is
 * right. Where the data cannot be read, that is one of the problems. Each variant is checked.
 */
export async function checkFile(
  path: string,
  surroundings: Surroundings,
  { data, overrides }: CheckFileOptions = {},
): Promise<readonly Diagnostic[]> {
  const checked = await reported(async (report) => {
    const { source, folder } = await readPipeline(path, surroundings, report);
    const given = data === undefined ? undefined : givenData(data, surroundings);
    const access = accessFor(folder, given?.surroundings ?? surroundings);
    const tree = await readTree(source, { access, report });
    const tables = new TableStore(access);
    report.add(
      ...await checkVariants(tree, async (variant, report) => {
        const file = report.need(composed(tree, variant));
        const withData = given ? withGivenData(file, given.data) : file;
        const tableOf = tables.tableOf.bind(tables);
        await assemble(withData, { access, overrides, report, tableOf });
      }),
    );
  });
  return problemsOf(checked);
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

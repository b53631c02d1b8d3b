import { type Loss, readingOf } from "../../compiler/losses/loss.ts";
import type { Access } from "../files/access.ts";
import { type Dataset, datasetFrom } from "../data/dataset.ts";
import { PenstockError } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Loaded, ReaderContext } from "../readers/reader.ts";
import type { Parts } from "../data/parts.ts";
import type { RunnablePipeline } from "../vocabulary.ts";

/** A dataset, and the parts that it comes in. */
export interface LoadedDataset {
  readonly dataset: Dataset;
  /** Absent where the rows are not divided yet. */
  readonly given?: Parts;
}

/** What a table is read with. */
export interface LoadOptions {
  readonly access: Access;
  readonly report: Report;
}

/** Reads the table that a `load` stage names. Fails with every mistake of the first phase that finds one. */
export async function readTable(
  load: RunnablePipeline["load"],
  { access, report }: LoadOptions,
): Promise<Loaded> {
  return await thrownTo(
    report,
    () => load.definition.read(load.arguments, readerContext(load, { access, report })),
  );
}

/** The roles of a table's columns, as the `load` stage and the loss say. Fails where they disagree. */
export async function datasetOf(
  table: Loaded,
  { load, loss, report }: {
    readonly load: RunnablePipeline["load"];
    readonly loss?: { readonly definition: Loss };
    readonly report: Report;
  },
): Promise<LoadedDataset> {
  const { targetOf, categoriesOf, classesOf } = load.definition;
  const target = table.target?.names ?? targetOf(load.arguments);
  const reading = loss && readingOf(loss.definition, target.length);
  const dataset = await thrownTo(report, () =>
    datasetFrom(table, {
      target,
      want: reading?.target ?? "any",
      domain: reading?.domain,
      targetSpan: table.target?.span ?? load.argumentSpans.target ?? load.nameSpan,
      categories: table.categories?.names ?? categoriesOf?.(load.arguments),
      categoriesSpan: table.categories?.span ?? load.argumentSpans.categories,
      classes: table.classes?.names ?? classesOf?.(load.arguments),
      classesSpan: table.classes?.span ?? load.argumentSpans.classes,
    }));
  return { dataset, ...(table.parts && { given: table.parts }) };
}

function readerContext(
  load: RunnablePipeline["load"],
  { access, report }: LoadOptions,
): ReaderContext {
  const named = load.argumentSpans.path ?? load.nameSpan;
  return {
    readText: (path, span = named) => access.readText(path, { span, report }),
    readBytes: (path, span = named) => access.readBytes(path, { span, report }),
    displayName: (path) => access.displayName(path),
  };
}

async function thrownTo<T>(report: Report, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof PenstockError) return report.fail(...error.diagnostics);
    throw error;
  }
}

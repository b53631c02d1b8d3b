import { readingOf } from "../../compiler/losses/loss.ts";
import type { Access } from "../files/access.ts";
import { type Dataset, datasetFrom } from "../data/dataset.ts";
import type { ReaderContext } from "../readers/reader.ts";
import type { Parts } from "../data/parts.ts";
import type { RunnablePipeline } from "../vocabulary.ts";

/** A dataset, and the parts that it comes in. */
export interface LoadedDataset {
  readonly dataset: Dataset;
  /** Absent where the rows are not divided yet. */
  readonly given?: Parts;
}

/**
 * Reads the data that a `load` stage names.
 * @throws {PenstockError} With every mistake of the first phase that finds one.
 */
export async function loadDataset(
  { load, loss }: Pick<RunnablePipeline, "load" | "loss">,
  access: Access,
): Promise<LoadedDataset> {
  const { read, targetOf, categoriesOf, classesOf } = load.definition;
  const table = await read(load.arguments, readerContext(load, access));
  const target = table.target?.names ?? targetOf(load.arguments);
  const reading = loss && readingOf(loss.definition, target.length);
  const dataset = datasetFrom(table, {
    target,
    want: reading?.target ?? "any",
    domain: reading?.domain,
    targetSpan: table.target?.span ?? load.argumentSpans.target ?? load.nameSpan,
    categories: table.categories?.names ?? categoriesOf?.(load.arguments),
    categoriesSpan: table.categories?.span ?? load.argumentSpans.categories,
    classes: table.classes?.names ?? classesOf?.(load.arguments),
    classesSpan: table.classes?.span ?? load.argumentSpans.classes,
  });
  return { dataset, ...(table.parts && { given: table.parts }) };
}

function readerContext(load: RunnablePipeline["load"], access: Access): ReaderContext {
  const named = load.argumentSpans.path ?? load.nameSpan;
  return {
    readText: (path, span = named) => access.readText(path, span),
    readBytes: (path, span = named) => access.readBytes(path, span),
    displayName: (path) => access.displayName(path),
  };
}

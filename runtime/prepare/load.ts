import { type Loss, readingOf } from "../../compiler/losses/loss.ts";
import type { Access } from "../files/access.ts";
import { type Dataset, datasetFrom } from "../data/dataset.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Loaded, ReaderContext } from "../readers/reader.ts";
import type { Parts } from "../data/parts.ts";
import { saidTypes } from "./said_types.ts";
import type { RunnablePipeline } from "../vocabulary.ts";

/** A dataset, and the parts that it comes in. */
export interface LoadedDataset {
  readonly dataset: Dataset;
  /** Absent where the rows are not divided yet. */
  readonly parts?: Parts;
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
  return await load.definition.read(load.arguments, readerContext(load, { access, report }));
}

/** The roles of a table's columns, as the `load` stage and the loss say. Fails where they disagree. */
export function datasetOf(
  { frame, ...said }: Loaded,
  { load, columns, loss, report }: {
    readonly load: RunnablePipeline["load"];
    readonly columns: RunnablePipeline["columns"];
    readonly loss?: { readonly definition: Loss };
    readonly report: Report;
  },
): LoadedDataset {
  const { targetOf, classesOf } = load.definition;
  const target = said.target?.names ?? targetOf(load.arguments);
  const reading = loss && readingOf(loss.definition, target.length);
  const dataset = datasetFrom(frame, {
    target,
    want: reading?.target ?? "any",
    domain: reading?.domain,
    targetSpan: said.target?.span ?? load.argumentSpans.target ?? load.nameSpan,
    types: saidTypes({ said, load, columns }, report),
    classes: said.classes?.names ?? classesOf?.(load.arguments),
    classesSpan: said.classes?.span ?? load.argumentSpans.classes,
  }, report);
  return { dataset, ...said.parts && { parts: said.parts } };
}

function readerContext(
  load: RunnablePipeline["load"],
  { access, report }: LoadOptions,
): ReaderContext {
  const named = load.argumentSpans.path ?? load.nameSpan;
  return {
    report,
    readText: (path, span = named) => access.readText(path, { span, report }),
    open: async (path, span = named) => ({
      name: access.displayName(path),
      span,
      bytes: await access.open(path, { span, report }),
    }),
    displayName: (path) => access.displayName(path),
  };
}

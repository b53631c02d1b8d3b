import { type Loss, readingOf } from "../../compiler/losses/loss.ts";
import type { Access } from "../files/access.ts";
import { type Dataset, datasetFrom } from "../data/dataset.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { FileLayout } from "../readers/file_layout.ts";
import type { Loaded } from "../readers/reader.ts";
import { readerContext } from "../readers/reader_context.ts";
import type { Frame } from "../data/frame.ts";
import type { SaidType } from "../data/column_type.ts";
import type { Parts } from "../data/parts.ts";
import type { LeftOut } from "../data/left_out.ts";
import { withCompleteRows } from "./complete_rows.ts";
import { lostClasses, noCompleteRow, rowsLeftOut } from "./left_out.ts";
import { saidTypes } from "./said_types.ts";
import type { RunnablePipeline } from "../vocabulary.ts";

/** A dataset, and the parts that it comes in. */
export interface LoadedDataset {
  readonly dataset: Dataset;
  /** The columns of which a person said what they are. */
  readonly said: ReadonlySet<string>;
  /** What it was made of, with columns that are no features. */
  readonly frame: Frame;
  /** Whether the classes of the target are listed. */
  readonly isListed: boolean;
  /** Absent where the rows are not divided yet. */
  readonly parts?: Parts;
  /** The rows that lack a value, where those are left out. */
  readonly leftOut?: LeftOut;
  /** How rows are found in the files; absent where there are none. */
  readonly layout?: FileLayout;
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
  const span = load.argumentSpans.path ?? load.nameSpan;
  return await load.definition.read(load.arguments, readerContext({ access, report }, span));
}

/** How what is loaded is to be read. */
export interface DatasetStages {
  readonly load: RunnablePipeline["load"];
  readonly columns: RunnablePipeline["columns"];
  readonly loss?: { readonly definition: Loss };
  /** Columns that the rows are divided by: they are no features, unless a `column` line says so. */
  readonly divisors?: { readonly names: readonly string[]; readonly span: Span };
  readonly report: Report;
}

/** The roles of a table's columns, as the stages say. Fails where they disagree. */
export function datasetOf(
  loaded: Loaded,
  { load, columns, loss, divisors, report }: DatasetStages,
): LoadedDataset {
  const { targetOf, classesOf } = load.definition;
  const target = loaded.target?.names ?? targetOf(load.arguments);
  const reading = loss && readingOf(loss.definition, target.length);
  const types = new Map<string, SaidType>([
    ...(divisors?.names ?? []).map((name) =>
      [name, { type: { name: "ignore" }, span: divisors?.span }] as const
    ),
    ...saidTypes({ said: loaded, load, columns }, report),
  ]);
  const { frame, parts, leftOut } = completed(loaded, { types, target, report });
  const classes = loaded.classes?.names ?? classesOf?.(load.arguments);
  const dataset = datasetFrom(frame, {
    target,
    want: reading?.target ?? "any",
    domain: reading?.domain,
    targetSpan: loaded.target?.span ?? load.argumentSpans.target ?? load.nameSpan,
    types,
    classes,
    classesSpan: loaded.classes?.span ?? load.argumentSpans.classes,
  }, report);
  return {
    dataset,
    frame,
    isListed: classes !== undefined,
    said: new Set([...types].filter(([, { isShort }]) => !isShort).map(([name]) => name)),
    ...parts && { parts },
    ...leftOut && { leftOut },
    ...loaded.layout && { layout: loaded.layout },
  };
}

/** Without the rows that lack a value, where that is asked for. Fails where no row is left (E0958). */
function completed(
  loaded: Loaded,
  { types, target, report }: {
    readonly types: ReadonlyMap<string, SaidType>;
    readonly target: readonly string[];
    readonly report: Report;
  },
): Pick<LoadedDataset, "parts" | "leftOut"> & Pick<Loaded, "frame"> {
  if (!loaded.dropsMissing) return loaded;
  const kept = withCompleteRows(loaded, (name) => types.get(name)?.type.name !== "ignore");
  const { frame, parts, leftOut } = kept;
  if (!leftOut) return kept;
  if ((parts?.train.length ?? frame.rows) === 0) report.fail(noCompleteRow(leftOut, frame.name));
  const lost = lostClasses(loaded.frame, frame, target);
  report.add(...rowsLeftOut(leftOut, { lost, targets: target }));
  return kept;
}

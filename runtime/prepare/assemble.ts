import type { FileLayout } from "../readers/file_layout.ts";
import type { Loaded } from "../readers/reader.ts";
import { checkParts } from "../../compiler/plan/agreement.ts";
import { type Program, programOf } from "../../compiler/compile.ts";
import { checkPreparation } from "../../compiler/plan/preparer_checks.ts";
import { featuresOf } from "../../compiler/preprocessing/features.ts";
import {
  imputedColumns,
  lanesOf,
  type PreparingStages,
} from "../../compiler/preprocessing/lanes.ts";
import { knownWords } from "../../compiler/preprocessing/known_words.ts";
import type { Statistics } from "../../compiler/preprocessing/statistics.ts";
import type { Schema } from "../../compiler/schema/schema.ts";
import { checkScheduleRanges } from "../../compiler/plan/schedule_ranges.ts";
import { type PlannedPipeline, planPipeline } from "../../compiler/plan/plan.ts";
import { checkStages } from "../../compiler/plan/stage_checks.ts";
import { draftOf, draftStages } from "../../dsl/check/check.ts";
import { type Draft, Pending } from "../../dsl/language/draft.ts";
import type { Facts, PartName } from "../../dsl/language/pipeline.ts";
import type { File } from "../../dsl/syntax/ast.ts";
import { firstMistakes } from "../../dsl/syntax/first_mistakes.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { Report } from "../../dsl/text/report.ts";
import type { NamedDevice } from "../engine/devices.ts";
import type { Dataset, Target } from "../data/dataset.ts";
import type { FileLines } from "../data/row_lines.ts";
import { allRows } from "../data/gather.ts";
import type { Parts } from "../data/parts.ts";
import { findingsOf } from "../profile/findings.ts";
import { type Profile, profileOf } from "../profile/profile.ts";
import { splitRows } from "../split/split_rows.ts";
import { type RunnablePipeline, type RuntimeVocabulary, vocabulary } from "../vocabulary.ts";
import type { LeftOut } from "../data/left_out.ts";
import { fit } from "./fit.ts";
import { embeddedCodes } from "./embedded_codes.ts";
import { missingValues } from "./missing_values.ts";
import type { StartedFrom } from "./fine_tuning.ts";
import { readInitialState } from "./initial_parameters.ts";
import {
  datasetOf,
  type DatasetStages,
  type LoadedDataset,
  type LoadOptions,
  readTable,
} from "./load.ts";
import { unknownWords } from "./unknown_words.ts";
import { unreachableTargets } from "./unreachable_targets.ts";
import { unscaledFeatures } from "./unscaled_features.ts";

/** A pipeline with its data, checked and compiled; nothing is computed yet. */
export interface Assembled {
  readonly dataset: Dataset;
  readonly program: Program;
  /** What each column of the table is, and what becomes of it. */
  readonly profile: Profile;
  /** The rows of each part. */
  readonly indices: Parts;
  /** All tensors of the model before the first step, packed. */
  readonly initial: Float32Array;
  /** Which of them are those of another training; absent where none is to be. */
  readonly startedFrom?: StartedFrom;
  /** The rows that lack a value, where those are left out. */
  readonly leftOut?: LeftOut;
  /** How rows are found in the files; absent where there are none. */
  readonly layout?: FileLayout;
  /** On which line of its file each row stands; absent where there is not one such file. */
  readonly lines?: FileLines;
}

export interface AssembleOptions extends LoadOptions {
  readonly overrides?: readonly Override[];
  /** The `parameters.npz` of another training, to start from in the layers that fit; the access may read it. */
  readonly from?: string;
  /** Fails where a device is not there, before data is read for it; a plan needs none. */
  readonly requireDevice?: (device: NamedDevice, report: Report) => Promise<void>;
  /** Gives the table of a `load` stage; it is read unless given. */
  readonly tableOf?: (load: RunnablePipeline["load"], report: Report) => Promise<Loaded>;
}

/**
 * Checks a composed file, reads its data and plans the model: everything that can be found wrong
 * before a device is needed. Fails with every mistake that is not a consequence of another.
 */
export async function assemble(file: File, options: AssembleOptions): Promise<Assembled> {
  const { report, access, from } = options;
  const { draft, dataset, frame, said, parts, leftOut, layout, isListed } = await readDraft(
    file,
    options,
  );
  const { rows } = dataset;
  const classes = dataset.target?.kind === "classes" ? dataset.target.codes : undefined;
  const split = report.take(draft.resolveSplit({ rows }));
  const indices = report.attemptSync((report) =>
    splitRows(split, { rows, parts, report, frame, ...classes && { classes } })
  );
  const schema = schemaOf(dataset);
  report.add(...checkPreparation(draft, schema));
  report.add(...missingValues(dataset, imputedColumns(lanesOf(schema, draft))));
  // What is wrong with the model shows, however the rows would have been divided.
  const train = indices?.train ?? allRows(rows);
  const statistics = fit(draft, { schema, dataset }, train);
  const facts = factsOf(schema, { rows, features: featureCount(draft, schema, statistics) });
  const pipeline = report.need(draft.resolve(facts));
  const featuresOf = (column: string) => statistics.encodings.get(column)?.features.length ?? 1;
  report.add(...findingsOf(dataset, {
    ...{ frame, train, said, featuresOf, pipeline },
    judged: judgedRows(pipeline, indices),
    isGiven: parts !== undefined,
    isListed,
  }));
  const plan = report.take(planPipeline(pipeline, schema, statistics));
  if (plan) {
    report.add(...embeddedCodes(plan, dataset.columns, frame));
    report.add(...unknownWords(knownWords(plan.lanes, statistics), dataset.columns, frame));
  }
  if (plan && indices) report.add(...checkDivided(plan, dataset, indices));
  const start = plan &&
    await report.attempt((report) =>
      readInitialState(pipeline, { plan: plan.plan, from, access, report })
    );
  report.stopOnErrors();
  if (!plan || !indices || !start) return report.stop();
  const program = programOf(plan);
  const profile = profileOf({ frame, dataset, said, featuresOf: countByColumn(program.features) });
  const { lines } = frame;
  const asRead = { ...leftOut && { leftOut }, ...layout && { layout }, ...lines && { lines } };
  return { dataset, program, profile, indices, ...start, ...asRead };
}

/** The rows of the parts that an `expect` speaks of. */
function judgedRows(
  { expectations }: Pick<RunnablePipeline, "expectations">,
  indices: Parts | undefined,
): Int32Array {
  const parts = [...new Set(expectations.map(({ part }) => part))];
  return Int32Array.from(parts.flatMap((part) => [...indices?.[part] ?? []]));
}

/** How many features come from a column. */
function countByColumn(features: Program["features"]): (column: string) => number {
  const counts = new Map<string, number>();
  for (const { column } of features) counts.set(column, (counts.get(column) ?? 0) + 1);
  return (column) => counts.get(column) ?? 0;
}

function featureCount(stages: PreparingStages, schema: Schema, statistics: Statistics): number {
  return featuresOf(lanesOf(schema, stages), statistics).length;
}

interface DraftWithData extends LoadedDataset {
  readonly draft: Draft<RuntimeVocabulary>;
}

/** Data and text are looked at side by side: a misspelt layer does not hide a misspelt column. */
async function readDraft(file: File, options: AssembleOptions): Promise<DraftWithData> {
  const { overrides, report, tableOf = (load, report) => readTable(load, { ...options, report }) } =
    options;
  const text = new Report();
  const stages = draftStages(file, vocabulary, { overrides, report: text });
  report.add(...firstMistakes(text.diagnostics));
  const { load, columns, split, loss, device } = stages;
  if (device && !text.hasErrors) await options.requireDevice?.(device, report);
  const loaded = load &&
    await report.attempt(async (report) =>
      datasetOf(await tableOf(load, report), {
        load,
        columns,
        divisors: split && divisorsOf(split),
        // A loss that is wrong elsewhere says nothing of the target.
        loss: text.hasErrors ? undefined : loss,
        report,
      })
    );
  const draft = text.hasErrors ? undefined : draftOf(stages);
  // What shows in the text alone, where there are no data to hold it to.
  if (draft && !loaded) report.add(...checkStages(draft));
  report.stopOnErrors();
  return draft && loaded ? { draft, ...loaded } : report.stop();
}

/** The columns that a split goes by, and that are no features. */
function divisorsOf(
  { definition, arguments: args, argumentSpans, nameSpan }: NonNullable<
    Draft<RuntimeVocabulary>["split"]
  >,
): DatasetStages["divisors"] {
  const isKnown = Object.values(args).every((each) => !(each instanceof Pending));
  const names = isKnown ? definition.ownColumnsOf?.(args) ?? [] : [];
  return { names, span: argumentSpans.column ?? nameSpan };
}

function checkDivided(plan: PlannedPipeline, dataset: Dataset, indices: Parts): Diagnostic[] {
  const rows = mapParts((name) => indices[name].length);
  return [
    ...checkParts(plan, rows),
    ...checkScheduleRanges(plan, rows.train),
    ...unscaledFeatures(plan.pipeline, dataset),
    ...unreachableTargets(plan.pipeline, dataset),
  ];
}

/** What the compiler may know of a dataset. */
function schemaOf({ columns, target }: Dataset): Schema {
  return {
    columns: columns.map(({ schema }) => schema),
    ...(target && { target: targetSchema(target) }),
  };
}

function targetSchema(target: Target): NonNullable<Schema["target"]> {
  return target.kind === "classes"
    ? { kind: "classes", name: target.name, classes: target.classes }
    : { kind: target.kind, names: target.columns.map(({ name }) => name) };
}

function factsOf(
  { target }: Schema,
  counts: Pick<Facts, "rows" | "features">,
): Facts {
  const classes = target?.kind === "classes" ? target.classes.length : target?.names.length ?? 1;
  return { ...counts, classes };
}

function mapParts<T>(value: (name: PartName) => T): Record<PartName, T> {
  return { train: value("train"), valid: value("valid"), test: value("test") };
}

import type { Expression, File, Item, Stage } from "../syntax/ast.ts";
import { checkExpectations, metricNames } from "./expectations.ts";
import {
  checkColumns,
  checkLoad,
  checkMetrics,
  checkModel,
  checkPreparers,
  checkSchedules,
  checkTrain,
  singleCall,
  wordsOf,
} from "./stages.ts";
import * as problem from "./check_diagnostics.ts";
import { checkOrder } from "./stage_order.ts";
import { declareParams } from "./params.ts";
import { coerce } from "./coerce.ts";
import { variantNeeded } from "../compose/compose_diagnostics.ts";
import { type Checked, checked } from "../text/diagnostic.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type Environment, whenDiscovered } from "./evaluated.ts";
import { type Draft, type DraftStages, Pending } from "../language/draft.ts";
import { Report } from "../text/report.ts";
import { resolveCall, resolveStages } from "./resolve.ts";
import { examples } from "../language/examples.ts";
import { firstMistakes } from "../syntax/first_mistakes.ts";
import type { Override } from "../syntax/override.ts";
import type { Vocabulary } from "../language/pipeline.ts";
import type { Source } from "../text/span.ts";

/** Choices made outside the file. */
export interface CheckOptions {
  /** Parameters set from outside the file. */
  readonly overrides?: readonly Override[];
}

/**
 * Checks names, types and ranges of a parsed file against a vocabulary, and fills in the defaults.
 * @returns A draft, whose values that follow from the data are still pending, or all mistakes in the
 * order of their places.
 */
export function check<V extends Vocabulary>(
  file: File,
  vocabulary: V,
  options: CheckOptions = {},
): Checked<Draft<V>> {
  const report = new Report();
  const stages = draftStages(file, vocabulary, { ...options, report });
  const draft = draftOf(stages);
  const diagnostics = firstMistakes(report.diagnostics);
  // Where a required stage is missing, an error was reported.
  return draft ? checked(draft, diagnostics) : { ok: false, diagnostics };
}

/** The stages as a draft, if those that every pipeline needs are there. */
export function draftOf<V extends Vocabulary>(stages: DraftStages<V>): Draft<V> | undefined {
  const { load, model } = stages;
  if (!load || !model) return undefined;
  const complete = { ...stages, load, model };
  return {
    ...complete,
    resolveSplit(facts) {
      const report = new Report();
      const split = complete.split && resolveCall(complete.split, { facts, report });
      return checked(split, report.diagnostics);
    },
    resolve(facts) {
      const report = new Report();
      const pipeline = resolveStages(complete, { facts, report });
      return checked(pipeline, firstMistakes(report.diagnostics));
    },
  };
}

/**
 * What each stage of a file says, where it is right; every mistake is reported, at most once a place.
 * A stage that is wrong does not hide the others.
 */
export function draftStages<V extends Vocabulary>(
  file: File,
  vocabulary: V,
  { overrides = [], report: found }: CheckOptions & { readonly report: Report },
): DraftStages<V> {
  const report = reportOnce(found);
  requireComposed(file);
  checkVersion(file, report);
  const { environment, params } = declareParams(file, { overrides, report, vocabulary });
  const stages = stagesByKeyword(file, report);
  const one = <K extends SingleCall>(keyword: K) =>
    singleCall(stages.get(keyword), wordsOf(vocabulary, keyword), environment);
  const preparers = <K extends Preparing>(keyword: K) =>
    checkPreparers(stages.get(keyword), wordsOf(vocabulary, keyword), environment);
  const metrics = checkMetrics(stages.get("metric"), wordsOf(vocabulary, "metric"), environment);
  const checkedStages = {
    source: file.span.source,
    seed: checkSeed(file, environment),
    params,
    load: checkLoad(stages.get("load"), wordsOf(vocabulary, "load"), environment),
    split: one("split"),
    columns: checkColumns(
      itemsOf(file, "stage").filter(({ keyword }) => keyword.text === "column"),
      wordsOf(vocabulary, "column"),
      environment,
    ),
    impute: preparers("impute"),
    encode: preparers("encode"),
    scale: preparers("scale"),
    scale_target: preparers("scale_target"),
    model: checkModel(file, { stage: stages.get("model"), vocabulary, environment }),
    loss: one("loss"),
    optimizer: one("optimizer"),
    schedules: checkSchedules(stages.get("schedule"), wordsOf(vocabulary, "schedule"), environment),
    train: checkTrain(stages.get("train"), vocabulary.train, environment),
    metrics,
    device: one("device"),
    expectations: checkExpectations(itemsOf(file, "expect"), {
      names: metricNames(metrics),
      // A metric that is not known may be the very one that is expected: that is one mistake.
      areAllKnown: metrics.length === (stages.get("metric")?.calls.length ?? 0),
    }, environment),
  };
  reportMissing(file, stages, report);
  checkOrder(file).forEach((each) => report(each));
  return checkedStages;
}

/** One stage of a file by itself, whatever else is there or is not; every mistake of it is reported. */
export function draftStage<V extends Vocabulary, K extends SingleCall>(
  file: File,
  keyword: K,
  { vocabulary, report: found }: { readonly vocabulary: V; readonly report: Report },
) {
  const report = reportOnce(found);
  const { environment } = declareParams(file, { overrides: [], report, vocabulary });
  const stage = stagesByKeyword(file, report).get(keyword);
  return singleCall(stage, wordsOf(vocabulary, keyword), environment);
}

/** The stages that are one call. */
export type SingleCall = "split" | "loss" | "optimizer" | "device";
/** The stages whose calls prepare columns. */
type Preparing = "impute" | "encode" | "scale" | "scale_target";

/** Adds a diagnostic unless it was there: layers of a block are checked at each of its calls. */
function reportOnce(found: Report): Environment["report"] {
  const seen = new Map<Report, Map<Source | undefined, Set<string>>>();
  return (each, to = found) => {
    const { code, span, message } = each;
    const bySource = seen.get(to) ?? new Map<Source | undefined, Set<string>>();
    seen.set(to, bySource);
    const inSource = bySource.get(span?.source) ?? new Set();
    bySource.set(span?.source, inSource);
    const key = `${code} ${span?.start} ${span?.end} ${message}`;
    if (!inSource.has(key)) to.add(each);
    inSource.add(key);
  };
}

function requireComposed(file: File): void {
  const left = file.items.find(({ kind }) => ["use", "override", "variant"].includes(kind));
  if (left) throw new RangeError(`"${left.kind}" is left: give the file to compose() first`);
}

function itemsOf<K extends Item["kind"]>(file: File, kind: K): Extract<Item, { kind: K }>[] {
  return file.items.filter((item): item is Extract<Item, { kind: K }> => item.kind === kind);
}

function checkVersion(file: File, report: Environment["report"]): void {
  // One of each file that was composed.
  for (const { number } of itemsOf(file, "version")) {
    if (number.kind !== "number" || number.value !== 1) {
      report(problem.unsupportedVersion(number.span));
    }
  }
}

const maxSeed = 2 ** 32 - 1;

function checkSeed(file: File, environment: Environment): number | Pending<number> {
  const [seed, ...others] = itemsOf(file, "seed");
  if (!seed) return 0;
  for (const { span } of others) {
    environment.report(problem.repeatedStage({ text: "seed", span }, seed.span));
  }
  const known = seedOf(seed.value, environment);
  return known ??
    new Pending((discovered) => seedOf(seed.value, whenDiscovered(environment, discovered)) ?? 0);
}

/** The value of a seed, 0 where it is wrong; nothing where it follows from the data. */
function seedOf(value: Expression, environment: Environment): number | undefined {
  const evaluated = evaluateExpression(value, environment);
  const coerced = coerce(evaluated, { kind: "int", min: 0, max: maxSeed }, environment);
  if (coerced.kind === "pending") return undefined;
  if (coerced.kind === "problem" && coerced.diagnostic) environment.report(coerced.diagnostic);
  return coerced.kind === "value" ? coerced.value as number : 0; // of the type "int"
}

function stagesByKeyword(file: File, report: Environment["report"]): Map<string, Stage> {
  const stages = new Map<string, Stage>();
  for (const stage of itemsOf(file, "stage")) {
    const first = stages.get(stage.keyword.text);
    // Each says something of another column.
    if (stage.keyword.text === "column") continue;
    if (first) report(problem.repeatedStage(stage.keyword, first.keyword.span));
    else stages.set(stage.keyword.text, stage);
  }
  return stages;
}

function reportMissing(
  file: File,
  stages: ReadonlyMap<string, Stage>,
  report: Environment["report"],
): void {
  const end = { ...file.span, start: file.span.end };
  for (const keyword of ["load", "model"] as const) {
    if (stages.has(keyword)) continue;
    const variants = file.unchosen?.map(({ text }) => text) ?? [];
    if (variants.length > 0) return report(variantNeeded(keyword, { variants, span: end }));
    report(problem.missingStage(keyword, examples[keyword], end));
  }
}

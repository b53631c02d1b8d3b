import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import { type PartName, partNames } from "../../dsl/language/pipeline.ts";
import { cpuEngine } from "../engine/cpu.ts";
import { explain, type ExplainOptions, type Explanation } from "../evaluate/explain.ts";
import {
  absentPart,
  gradientsPart,
  malformedRows,
  missingStep,
} from "../evaluate/explain_diagnostics.ts";
import { gradcheck, type GradientCheck } from "../evaluate/gradcheck.ts";
import type { PipelineChoice } from "../open/open_pipeline.ts";
import { partOf, type Prepared } from "../prepare/prepare.ts";
import { phase } from "./phase.ts";
import { prepareFile } from "./prepare_file.ts";
import { trainUntil } from "../train/train_until.ts";

/** Which step to look at, as a person writes it. */
export interface StepChoice extends PipelineChoice {
  /** `train` unless given. */
  readonly part?: string;
  /** `1,2` or `1..4`, rows of the part from 1; the first few unless given. */
  readonly rows?: string;
  /** From 1. */
  readonly step?: string;
  /** Told of each warning. */
  readonly warn?: (warning: Diagnostic) => void;
}

/** A step of a pipeline, ready to be looked at. */
export interface ChosenStep {
  /** The pipeline with its data. */
  readonly prepared: Prepared;
  /** The step and its rows. */
  readonly options: ExplainOptions;
}

/** A step with every tensor of it. */
export interface ExplainedFile extends ChosenStep {
  /** What was computed. */
  readonly explanation: Explanation;
}

/** The gradients of a step beside finite differences. */
export interface GradcheckedFile extends ChosenStep {
  /** One for each parameter. */
  readonly checks: readonly GradientCheck[];
  /** Said where they differ. */
  readonly broken: readonly Diagnostic[];
}

/**
 * Computes one step of a `.pipe` file with every tensor at hand.
 * @throws {PenstockError} With every mistake of the pipeline, or of what was asked for.
 */
export function explainFile(path: string, choice: StepChoice): Promise<ExplainedFile> {
  return lookAtStep(path, choice, (chosen, report) => ({
    ...chosen,
    explanation: explain(chosen.prepared, { ...chosen.options, report }),
  }));
}

/**
 * Compares autodiff with finite differences on the model and data of a `.pipe` file.
 * @throws {PenstockError} With every mistake of the pipeline, or of what was asked for.
 */
export function gradcheckFile(path: string, choice: StepChoice): Promise<GradcheckedFile> {
  return lookAtStep(path, choice, (chosen, report) => {
    const checks = gradcheck(chosen.prepared, { ...chosen.options, report });
    const odd = checks.filter(({ agrees }) => !agrees).map(({ parameter }) => parameter);
    return { ...chosen, checks, broken: odd.length > 0 ? [gradientsPart(odd)] : [] };
  });
}

async function lookAtStep<T>(
  path: string,
  choice: StepChoice,
  look: (chosen: ChosenStep, report: Report) => T,
): Promise<T> {
  const engine = cpuEngine;
  const { prepared } = await phase(
    (report) => prepareFile(path, choice, { engine, report }),
    choice.warn,
  );
  return await phase(async (report) => {
    const chosen = chooseStep(prepared, choice, report);
    const before = await trainUntil(prepared, chosen.step, { engine, report });
    return look({ prepared, options: { ...chosen, ...before } }, report);
  });
}

/** What a person asked for. Fails with all that is wrong with it, before anything is trained. */
function chooseStep(
  prepared: Prepared,
  choice: StepChoice,
  report: Report,
): Pick<ExplainOptions, "part" | "rows" | "step"> {
  const part = choosePart(prepared, choice.part ?? "train", report);
  const step = chooseNumber(prepared, choice.step ?? "1", report);
  const available = (part && partOf(prepared, part)?.rows) ?? 0;
  const rows = chooseRows(choice.rows, available, report);
  report.stopOnErrors();
  return part ? { part, step, rows } : report.stop();
}

function choosePart(prepared: Prepared, name: string, report: Report): PartName | undefined {
  const part = partNames.find((each) => each === name);
  if (part && partOf(prepared, part)) return part;
  report.add(absentPart(name, prepared.parts.map((each) => each.name)));
  return undefined;
}

function chooseNumber(
  { program: { pipeline: { train } }, parts: [first] }: Prepared,
  text: string,
  report: Report,
): number {
  const step = /^[0-9]+$/.test(text) ? Number(text) : 0;
  const rows = first?.rows ?? 0;
  const steps = train
    ? train.arguments.epochs * Math.ceil(rows / Math.min(train.arguments.batch, rows))
    : 0;
  if (step < 1 || step > Math.max(1, steps)) report.add(missingStep(text, steps));
  return step;
}

/** Rows that are looked at where none are named. */
const firstRows = 3;

function chooseRows(
  text: string | undefined,
  available: number,
  report: Report,
): readonly number[] {
  if (text === undefined) {
    return Array.from({ length: Math.min(firstRows, available) }, (_, at) => at + 1);
  }
  const range = /^([0-9]+)\.\.([0-9]+)$/.exec(text);
  const rows = range
    ? numbersIn(Number(range[1]), Number(range[2]))
    : text.split(",").map((each) => /^\s*[0-9]+\s*$/.test(each) ? Number(each) : 0);
  if (rows.length === 0 || rows.includes(0)) report.add(malformedRows(text));
  return rows;
}

/** More rows than these cannot be read on a screen, nor evaluated at leisure. */
const maxRows = 1000;

function numbersIn(low: number, high: number): number[] {
  const count = Math.min(Math.max(0, high - low + 1), maxRows);
  return Array.from({ length: count }, (_, at) => low + at);
}

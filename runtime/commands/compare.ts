import { basename, join } from "node:path";
import { draftStages } from "../../dsl/check/check.ts";
import { variantsOf } from "../../dsl/compose/compose.ts";
import { isVariantNeeded } from "../../dsl/compose/compose_diagnostics.ts";
import type { Override } from "../../dsl/syntax/override.ts";
import { parseOverride } from "../../dsl/syntax/parse_override.ts";
import { type Diagnostic, unwrap } from "../../dsl/text/diagnostic.ts";
import { type Report, reported } from "../../dsl/text/report.ts";
import type { ComparedRun, Comparison } from "../../report/input/comparison.ts";
import * as problem from "../compare/compare_diagnostics.ts";
import type { MemberResult } from "../compare/compared.ts";
import { comparisonOf } from "../compare/comparison.ts";
import { comparisonCsv } from "../compare/comparison_csv.ts";
import { readMember } from "../compare/finished_member.ts";
import { CommonGround, groundOf } from "../compare/ground.ts";
import { configurationsOf, type GridAxis, type Member, membersOf } from "../compare/members.ts";
import type { MemberTask } from "../compare/messages.ts";
import { type Outcome, trainAll } from "../compare/pool.ts";
import { brokenExpectations } from "../evaluate/expectations.ts";
import { accessFor, type CommandContext } from "../files/access.ts";
import { outPlace } from "../files/out_place.ts";
import { writeTextFile } from "../files/text_file.ts";
import { openPipeline } from "../open/open_pipeline.ts";
import { readPipeline } from "../open/pipeline_file.ts";
import { composed, readTree } from "../open/used_files.ts";
import { identityOf } from "../results/identity.ts";
import { vocabulary } from "../vocabulary.ts";
import { memberThread } from "./compare_thread.ts";
import { phase } from "./phase.ts";
import { prepareFile } from "./prepare_file.ts";
import { pageIn, writePage } from "./write_page.ts";

/** Who wants to know how a comparison goes on. */
export interface CompareListener {
  /** Something is odd, but not wrong, in one training at least. */
  onWarning?(warning: Diagnostic): void;
  /** What is to be trained is known. */
  onPlanned?(members: readonly Member[]): void;
  /** An epoch of a training has ended. */
  onEpoch?(member: number, epoch: number, epochs: number): void;
  /** A training has ended, well or not. */
  onMember?(result: MemberResult): void;
}

/** What is compared, and how. */
export interface CompareOptions {
  /** The working directory, and what may be read. */
  readonly context: CommandContext;
  /** Values to try of each parameter, as they are written behind `--set name=`: each with each. */
  readonly grid?: Readonly<Record<string, readonly string[]>>;
  /** Parameters set from outside in every training. */
  readonly overrides?: readonly Override[];
  /** Trains with each of the seeds 0 to one less; with the pipeline's own unless given. */
  readonly seeds?: number;
  /** Whether the first configuration's last layer alone is a member too. */
  readonly linear?: boolean;
  /** A manifest that takes the place of the `load` stages, relative to the working directory. */
  readonly data?: string;
  /** Takes the place of the device of each pipeline. */
  readonly device?: string;
  /**
   * Which variant is meant of each pipeline. Unless given it is none; of one pipeline without a grid, each of its
   * variants is compared.
   */
  readonly variant?: string;
  /** The folder to fill, relative to the working directory; `out/compare-<pipe>` unless given. */
  readonly out?: string;
  /** How many trainings are made at once; as many as there are cores unless given. */
  readonly threads?: number;
  /** Whether what an earlier comparison has trained is kept, and what it began is gone on with. */
  readonly resume?: boolean;
  /** The command that does, for people. */
  readonly resumeWith?: string;
  /** The command that was typed, for the page. */
  readonly command?: string;
  /** Whether it and each training has its `report.html`; unless it is said not to. */
  readonly hasPage?: boolean;
  /** Whether trainings may be of other data, or be divided otherwise. */
  readonly allowDifferentData?: boolean;
  /** Told how it goes on. */
  readonly listener?: CompareListener;
}

/** A comparison and where it left its files. */
export interface ComparedFiles extends Comparison {
  /** The folder as shown to people. */
  readonly out: string;
  /** Each training. */
  readonly members: readonly MemberResult[];
  /** What is expected of means over seeds and did not hold (E0701). */
  readonly broken: readonly Diagnostic[];
}

/**
 * Trains pipelines, their variants or a grid of parameters, with some seeds, at once, each into a folder of its own,
 * and compares them.
 * @param paths Relative to the working directory.
 * @throws {PenstockError} If there is nothing to compare (E0536), they are judged otherwise (E0537), none went well
 * (E0609), or somebody asked for the end (E0608).
 */
export async function compareFiles(
  paths: readonly string[],
  options: CompareOptions,
): Promise<ComparedFiles> {
  const { context, listener = {}, out = join("out", `compare-${nameOf(paths)}`) } = options;
  const members = await phase((report) => plannedMembers(paths, options, report));
  const tasks = members.map((member) => taskOf(member, out, options));
  await phase((report) => checkTexts(members, options, report));
  const ground = new CommonGround(members, options.allowDifferentData ?? false);
  await phase((report) => checkGround(members, { ground, options, report }));
  listener.onPlanned?.(members);
  const results: (MemberResult | undefined)[] = members.map(() => undefined);
  const warnings = new ToldOnce((warning) => listener.onWarning?.(warning));
  const outcomes = await trainAll(tasks, {
    thread: memberThread,
    threads: options.threads ?? navigator.hardwareConcurrency,
    ...context.signal && { signal: context.signal },
    mayTrain: (member, own) => ground.isShared(member, own),
    onEpoch: (member, epoch, epochs) => listener.onEpoch?.(member, epoch, epochs),
    onWarning: (at, warning) => warnings.tell(ofMember(members[at], warning)),
    async onEnd(at, outcome) {
      const result = await resultOf(members[at], tasks[at], outcome);
      results[at] = result;
      listener.onMember?.(result);
    },
  });
  await phase((report) => requireEnded(outcomes, { ground, results, options, report }));
  const ended = results.filter((result) => result !== undefined);
  const comparison = comparisonOf(ended);
  const place = outPlace(out, context.workingDirectory);
  const [{ label }] = comparison.rows;
  const best = ended.find(({ member, finished }) =>
    member.configuration.label === label && finished
  );
  const csv = { name: "compare.csv", begin: "configuration,", text: comparisonCsv(ended) };
  const pipe = {
    ...{ name: "best.pipe", begin: bestHeading },
    text: `${bestHeading}: ${label}\n${best?.finished?.resolved ?? ""}`,
  };
  for (const { name, ...text } of [csv, pipe]) {
    const file = { path: join(place.path, name), shown: join(place.shown, name), by: "compare" };
    await phase((report) => writeTextFile({ ...file, ...text }, report));
  }
  if (options.hasPage ?? true) {
    const { comparisonReport } = await import("../../report/comparison_report.ts");
    const text = comparisonReport({
      ...comparison,
      name: basename(place.path),
      runs: runsOf(ended),
      command: options.command ??
        `penstock compare ${paths.map((path) => basename(path)).join(" ")}`,
      best: "penstock run best.pipe",
    });
    await writePage(pageIn(place), text, "compare");
  }
  const broken = brokenExpectations(comparison.rows.flatMap(({ expectations }) => expectations));
  return { ...comparison, out: place.shown, members: ended, broken };
}

function runsOf(results: readonly MemberResult[]): readonly ComparedRun[] {
  return results.flatMap(({ member: { configuration: { label }, seed }, finished }) => {
    if (!finished) return [];
    const { metrics, records, resolved } = finished;
    return [{ label, ...seed !== undefined && { seed }, metrics, records, resolved }];
  });
}

const bestHeading = "# The best of a comparison";

function nameOf([path]: readonly string[]): string {
  return basename(path ?? "").replace(/\.pipe$/, "");
}

/** What is to be trained. Fails where that is but one training. */
async function plannedMembers(
  paths: readonly string[],
  { context, grid = {}, overrides = [], seeds, linear = false, variant }: CompareOptions,
  report: Report,
): Promise<readonly Member[]> {
  const pipelines = (await Promise.all(paths.map(async (path) => {
    if (variant !== undefined || paths.length > 1) {
      return [{ path, ...variant !== undefined && { variant } }];
    }
    // A grid is one of the pipeline itself.
    const isGrid = Object.values(grid).some((values) => values.length > 1);
    return isGrid ? [{ path }] : await variantsOfFile(path, context, report);
  }))).flat();
  const axes = Object.entries(grid).map(([name, values]): GridAxis => ({
    name,
    values: values.map((text) => ({ text, override: unwrap(parseOverride(`${name}=${text}`)) })),
  }));
  const configurations = configurationsOf({ pipelines, grid: axes, linear })
    .map((each) => ({ ...each, overrides: [...overrides, ...each.overrides] }));
  const members = membersOf(configurations, seeds);
  if (members.length < 2) report.fail(problem.nothingToCompare());
  return members;
}

/** Fails with every mistake that shows without the data, of each configuration. */
async function checkTexts(
  members: readonly Member[],
  { context, data, device }: CompareOptions,
  report: Report,
): Promise<void> {
  const mistakes = new ToldOnce((mistake) => report.add(mistake));
  for (const configuration of new Set(members.map(({ configuration }) => configuration))) {
    const { path, overrides, ...choice } = configuration;
    const { variant, linear } = choice;
    const found = await reported(async (report) => {
      const { file } = await openPipeline(path, {
        ...{ context },
        ...data !== undefined && { data },
        ...device !== undefined && { device },
        ...variant !== undefined && { variant },
        ...linear && { linear },
      }, report);
      draftStages(file, vocabulary, { overrides, report });
    });
    if (!found.ok) found.diagnostics.forEach((each) => mistakes.tell(each));
  }
  report.stopOnErrors();
}

/** Fails where pipelines are of other data, or divide them otherwise, before one is trained. */
async function checkGround(
  members: readonly Member[],
  { ground, options: { context, data, device }, report }: {
    readonly ground: CommonGround;
    readonly options: CompareOptions;
    readonly report: Report;
  },
): Promise<void> {
  const keyOf = ({ configuration: { path, variant } }: Member) => JSON.stringify([path, variant]);
  const firsts = members.filter((member, at) =>
    members.findIndex((each) => keyOf(each) === keyOf(member)) === at
  );
  // Of one pipeline, the first training reads them soon enough.
  if (firsts.length < 2) return;
  for (const member of firsts) {
    const { path, variant, overrides } = member.configuration;
    const file = await reported((report) =>
      prepareFile(path, {
        ...{ context, overrides },
        ...data !== undefined && { data },
        ...device !== undefined && { device },
        ...variant !== undefined && { variant },
      }, { report })
    );
    // What cannot be prepared is a row with its reason.
    if (!file.ok) continue;
    const { prepared } = file.value;
    const identity = await identityOf(prepared);
    ground.isShared(members.indexOf(member), groundOf(prepared, identity));
  }
  if (ground.problem) report.fail(ground.problem);
}

/** A pipeline without a variant, if it is whole then, and with each of its variants. */
async function variantsOfFile(
  path: string,
  context: CommandContext,
  report: Report,
): Promise<readonly { readonly path: string; readonly variant?: string }[]> {
  const { source, folder } = await readPipeline(path, context, report);
  const tree = await readTree(source, { access: accessFor(folder, context), report });
  const shared = await reported((report) => {
    draftStages(report.need(composed(tree, undefined)), vocabulary, { report });
  });
  const isWhole = shared.ok || !shared.diagnostics.some(isVariantNeeded);
  const variants = variantsOf(tree).map(({ name }) => ({ path, variant: name.text }));
  return isWhole ? [{ path }, ...variants] : variants;
}

function taskOf(
  { configuration: { path, variant, linear, overrides }, seed, folder }: Member,
  out: string,
  { context: { workingDirectory, allowed }, data, device, resume = false, hasPage = true }:
    CompareOptions,
): MemberTask {
  return {
    ...{ path, out: join(out, folder), workingDirectory, allowed: [...allowed], overrides },
    ...{ resume, hasPage },
    ...data !== undefined && { data },
    ...variant !== undefined && { variant },
    ...seed !== undefined && { seed },
    ...device !== undefined && { device },
    ...linear && { linear },
  };
}

async function resultOf(
  member: Member,
  { out, workingDirectory }: MemberTask,
  outcome: Outcome,
): Promise<MemberResult> {
  if (outcome.kind === "done") {
    const { judging, resolved } = outcome;
    return { member, finished: { ...await readMember(out, workingDirectory), resolved }, judging };
  }
  const [first] = outcome.kind === "failed" ? outcome.diagnostics : [];
  return { member, reason: first ? `${first.code}: ${first.message}` : "not trained" };
}

/** A warning that points nowhere is of a training. */
function ofMember({ folder }: Member, warning: Diagnostic): Diagnostic {
  return warning.span || warning.place !== undefined ? warning : { ...warning, place: folder };
}

/** Trainings that are alike have the same to tell. */
class ToldOnce {
  readonly #told = new Set<string>();

  constructor(private readonly say: (diagnostic: Diagnostic) => void) {}

  tell(diagnostic: Diagnostic): void {
    const { code, message, span, place } = diagnostic;
    const key = JSON.stringify([code, message, span?.source.name, span?.start, place]);
    if (!this.#told.has(key)) this.say(diagnostic);
    this.#told.add(key);
  }
}

interface Ended {
  readonly ground: CommonGround;
  readonly results: readonly (MemberResult | undefined)[];
  readonly options: CompareOptions;
  readonly report: Report;
}

/** Fails where not all ended, or none ended well. */
function requireEnded(
  outcomes: readonly Outcome[],
  { ground, results, options: { context, resumeWith }, report }: Ended,
): void {
  if (ground.problem) report.fail(ground.problem);
  const isDone = (result: MemberResult | undefined) => result?.finished !== undefined;
  const done = results.filter(isDone).length;
  if (context.signal?.aborted && done < outcomes.length) {
    const goOn = resumeWith ?? "the same with resume: true";
    report.fail(problem.comparisonInterrupted({ done, all: outcomes.length, goOn }));
  }
  if (done === 0) {
    report.fail(problem.noMemberLeft(results.flatMap((result) => result?.reason ?? [])));
  }
}

/**
 * Runs every row of the course and prints what is expected beside what was measured:
 * `deno task course`, `deno task course T7 T8` for some rows, `deno task course --quick` in five minutes.
 * @module
 */
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { manifestOf } from "./course/data.ts";
import { type CourseRow, courseRows } from "./course/rows.ts";
import { type CourseJob, type CourseResult, runCourseJob } from "./course/run.ts";
import { type CourseOutcome, linesOf, problemsOf, tableOf } from "./course/table.ts";
import reference from "./course/reference.json" with { type: "json" };

const out = fileURLToPath(new URL("../out/course", import.meta.url));
const atOnce = 2;
const quickSeeds = 2;

const { values: { quick: isQuick }, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false } },
  allowPositionals: true,
});

function isWanted({ row, isLong }: CourseRow): boolean {
  return positionals.length > 0 ? positionals.includes(row) : !(isQuick && isLong);
}

/** A row with the runs that it takes. */
interface Plan extends Omit<CourseOutcome, "results"> {
  readonly jobs: readonly CourseJob[];
}

function planOf(row: CourseRow, at: number): Plan {
  const { large, epochs, seeds } = row;
  const data = large && manifestOf(large.data, out);
  const settings = {
    ...row.set,
    ...data !== undefined && large?.set,
    ...data !== undefined && epochs && { epochs: isQuick ? epochs.quick : epochs.full },
  };
  const variant = (data !== undefined ? large?.variant : undefined) ?? row.variant;
  const count = seeds !== undefined && isQuick ? Math.min(seeds, quickSeeds) : seeds;
  const seedsToRun = count === undefined ? [undefined] : Array.from({ length: count }, (_, k) => k);
  const isShortened = isQuick && data !== undefined && epochs !== undefined;
  const jobs = seedsToRun.map((seed) => ({
    ...{
      row,
      seed,
      variant,
      data,
      set: settings,
      isShortened,
      out: `${out}/${at}-${seed ?? "file"}`,
    },
  }));
  const isSmall = large !== undefined && data === undefined;
  return { row, jobs, isComparable: !isSmall, ...isSmall && { note: "small set" } };
}

/** Does some tasks, so many at once. @returns What they give, in their order. */
async function inTurn<T>(tasks: readonly (() => Promise<T>)[], workers: number): Promise<T[]> {
  const results: T[] = [];
  const left = tasks.entries();
  const work = async () => {
    for (const [at, task] of left) results[at] = await task();
  };
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}

const since = performance.now();
const plans = courseRows.filter(isWanted).map(planOf);
const jobs = plans.flatMap((plan) => plan.jobs);
let done = 0;
const results = await inTurn(
  jobs.map((job) => async (): Promise<CourseResult> => {
    const result = await runCourseJob(job);
    const { row, seed } = job;
    const which = seed === undefined ? "" : `, seed ${seed}`;
    console.error(
      `${++done}/${jobs.length}  ${row.row} ${row.what}${which}  ${result.seconds.toFixed(1)} s`,
    );
    return result;
  }),
  atOnce,
);

let taken = 0;
const outcomes = plans.map(({ jobs, ...plan }): CourseOutcome => ({
  ...plan,
  results: results.slice(taken, taken += jobs.length),
}));
const lines = outcomes.flatMap((outcome) => linesOf(outcome, { reference, isQuick }));
console.log(tableOf(lines));
outcomes.flatMap(problemsOf).forEach((problem) => console.log(problem));
const off = lines.filter((line) => line.isOff).length;
const minutes = (performance.now() - since) / 60_000;
console.log(`\n${lines.length} numbers, ${off} off, ${minutes.toFixed(1)} minutes`);
if (isQuick) {
  console.log(
    `--quick: at most ${quickSeeds} seeds, fewer epochs on large data, and without the long rows; ` +
      "where the reference has the larger standard deviation, it is taken",
  );
}
if (plans.some(({ isComparable }) => !isComparable)) {
  console.log(
    "small set: the data of this row are in neither data/large nor PENSTOCK_DATA, so the set in data/ " +
      "was taken, for which nothing is expected but what the file says",
  );
}
if (off > 0) Deno.exit(1);

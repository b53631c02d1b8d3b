/** Runs one row with one seed, as a process of the command line, and takes its numbers. */
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { CourseRow, Measure } from "./rows.ts";

/** What a row is run with. */
export interface CourseJob {
  readonly row: CourseRow;
  /** None: that of the file. */
  readonly seed?: number;
  readonly variant?: string;
  /** The manifest that takes the place of the file's own data. */
  readonly data?: string;
  readonly set: Readonly<Record<string, number>>;
  /** Whether it has fewer epochs than its file expects something of. */
  readonly isShortened: boolean;
  /** The folder for what it leaves. */
  readonly out: string;
}

/** What a process gave and took. */
export interface CourseResult {
  /** For each measure of the row; none of a run that failed. */
  readonly values: readonly (readonly number[])[];
  /** How many rows each part has. */
  readonly rows: Readonly<Record<string, number>>;
  /** What the file expects and does not hold, or why the run failed; nothing where all is well. */
  readonly problem?: string;
  readonly seconds: number;
  /** At its peak. */
  readonly megabytes: number;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const decoder = new TextDecoder();
/** Of a run whose `expect` lines do not all hold. */
const expectationBroken = 5;

/** Runs a row once. */
export async function runCourseJob(job: CourseJob): Promise<CourseResult> {
  const { row, seed, variant, data, set, out } = job;
  await Deno.mkdir(out, { recursive: true });
  const { code, stdout, stderr } = await new Deno.Command("deno", {
    args: [
      ...["run", "--quiet", "--allow-read", "--allow-write=out", "--allow-ffi"],
      ...["--allow-env=INIT_CWD,PENSTOCK_DATA,TERM", "tools/course/run_once.ts"],
      ...["run", `pipelines/${row.file}`, "--out", `${out}/run`, "--json"],
      ...seed === undefined ? [] : ["--seed", String(seed)],
      ...variant === undefined ? [] : ["--variant", variant],
      ...data === undefined ? [] : ["--data", data],
      ...Object.entries(set).flatMap(([name, value]) => ["--set", `${name}=${value}`]),
    ],
    cwd: root,
    env: { INIT_CWD: root },
  }).output();
  const said = decoder.decode(stderr).trimEnd();
  const cost = JSON.parse(said.slice(said.lastIndexOf("\n") + 1));
  const isFine = code === 0 || job.isShortened && code === expectationBroken;
  const problem = isFine ? undefined : /^error.*$/m.exec(said)?.[0] ?? said;
  if (code !== 0 && code !== expectationBroken) return { values: [], rows: {}, problem, ...cost };
  const metrics: Metrics = JSON.parse(decoder.decode(stdout));
  return {
    values: job.row.measures.map((measure) => valuesOf(measure, metrics, `${out}/run`)),
    rows: Object.fromEntries(
      Object.entries(metrics.parts).map(([name, { rows }]) => [name, rows]),
    ),
    ...problem !== undefined && { problem },
    ...cost,
  };
}

/** What is needed of `metrics.json`. */
interface Metrics {
  readonly parameters: number;
  readonly parts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

function valuesOf({ of, exact }: Measure, metrics: Metrics, folder: string): readonly number[] {
  if (of === "parameters") return [metrics.parameters];
  if (of === "answers") return answersIn(folder).slice(0, exact?.length);
  const [part, name] = of.split(" ");
  if (part === "first") return [historyOf(folder, `train_${name}`)[0]];
  if (part === "running") return historyOf(folder, `train_${name}`).slice(-1);
  return [metrics.parts[part][name]];
}

function historyOf(folder: string, name: string): readonly number[] {
  const [header, ...lines] = Deno.readTextFileSync(`${folder}/history.csv`).trim().split(/\r?\n/);
  const column = header.split(",").indexOf(name);
  return lines.map((line) => Number(line.split(",")[column]));
}

function answersIn(folder: string): readonly number[] {
  const bytes = gunzipSync(Deno.readFileSync(`${folder}/records.json.gz`));
  return JSON.parse(decoder.decode(bytes)).parts.train.answers;
}

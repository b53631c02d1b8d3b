/**
 * Writes the pictures of `docs/report.md`: runs its commands and cuts them out of the reports.
 * @module
 */
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { compareFiles, parseOverride, runFile, unwrap } from "../mod.ts";
import { pictureFrom, type PictureInPage } from "./standalone_picture.ts";

/** The pictures that are made by a command, by the names of their files. */
export interface PicturesOfCommand {
  /** As it stands in `docs/report.md`. */
  readonly command: string;
  readonly pictures: Readonly<Record<string, PictureInPage>>;
}

const svg = (id: string): PictureInPage => ({ kind: "svg", id });
const table = (name: string, height: number, width = 352): PictureInPage => ({
  ...{ kind: "table", name, height, width },
});

/** All pictures of the page. */
export const reportPictures: readonly PicturesOfCommand[] = [
  {
    command: "deno task run pipelines/iris.pipe",
    pictures: {
      "score": svg("score"),
      "column-apart": svg("column-2"),
      "column-mixed": svg("column-1"),
      "matrix-few": table("Confusion matrix", 262),
      "sure-rows": svg("sure-rows"),
      "two-columns": svg("columns"),
      "weights": svg("weights"),
    },
  },
  {
    command: "deno task run pipelines/classify.pipe --set lr=0.001 --set epochs=10",
    pictures: { "score-unclear": svg("score") },
  },
  {
    command: "deno task run pipelines/classify.pipe --data data/wine.yaml",
    pictures: { "curve-settles": svg("curve-loss"), "importance-few-rows": svg("importance") },
  },
  {
    command:
      "deno task run pipelines/regress.pipe --set hidden=256 --set lr=0.0005 --set epochs=300",
    pictures: { "curve-overfits": svg("curve-loss") },
  },
  {
    command: "deno task run patient.pipe --set hidden=256 --set lr=0.0005 --set epochs=300",
    pictures: { "curve-stopped": svg("curve-loss") },
  },
  {
    command: "deno task run pipelines/fashion/normalisations.pipe --variant raw",
    pictures: { "curve-jumps": svg("curve-loss"), "sure-all": svg("sure-histogram") },
  },
  {
    command: "deno task run pipelines/fashion/softmax.pipe",
    pictures: {
      "matrix-many": table("Confusion matrix", 392, 480),
      "sure-some": svg("sure-histogram"),
      "calibrated": svg("calibration"),
    },
  },
  {
    command: "deno task run pipelines/fashion/mlp.pipe --set epochs=40",
    pictures: { "overconfident": svg("calibration") },
  },
  {
    command: "deno task run half.pipe",
    pictures: { "roc": svg("ranking-roc"), "precision-recall": svg("ranking-pr") },
  },
  {
    command: "deno task run weak.pipe",
    pictures: { "roc-weak": svg("ranking-roc"), "precision-recall-weak": svg("ranking-pr") },
  },
  {
    command: "deno task run pipelines/cars/mlp.pipe",
    pictures: {
      "agreement": svg("agreement"),
      "residuals": svg("residuals"),
      "error-sizes": svg("error-sizes"),
      "importance": svg("importance"),
      "units": svg("units"),
    },
  },
  {
    command: "deno task run pipelines/cars/linear.pipe",
    pictures: {
      "agreement-bent": svg("agreement"),
      "residuals-bent": svg("residuals"),
      "error-ranges": svg("error-ranges"),
    },
  },
  {
    command: "deno task run pipelines/quantiles.pipe",
    pictures: { "bands": svg("bands") },
  },
  {
    command: "deno task run pipelines/spiral/mlp.pipe",
    pictures: { "regions-bent": svg("regions-judged") },
  },
  {
    command: "deno task run pipelines/spiral/softmax.pipe",
    pictures: { "regions-straight": svg("regions-judged") },
  },
  {
    command: "deno task run pipelines/width/wave.pipe --set width=64",
    pictures: { "fitted": svg("fitted") },
  },
  {
    command: "deno task run pipelines/width/wave.pipe --set width=1",
    pictures: { "fitted-narrow": svg("fitted") },
  },
  {
    command: "deno task compare pipelines/iris.pipe --set hidden=2,8,32 --seeds 5 --linear",
    pictures: {
      "compared": svg("scores"),
      "seeds": svg("seeds"),
      "by-parameters": svg("by-parameters"),
      "courses": svg("course-accuracy"),
    },
  },
  {
    command:
      "deno task compare pipelines/classify.pipe --set hidden=2,8,32 --set lr=0.001,0.01,0.1",
    pictures: { "grid": table("Score by hidden and lr", 262) },
  },
];

const root = fileURLToPath(new URL("../", import.meta.url));

/**
 * Runs a command of the page, and gives its pictures by the names of their files.
 * @param folder Takes what the command leaves.
 */
export async function picturesOf(
  { command, pictures }: PicturesOfCommand,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const out = join(folder, "out");
  await Deno.mkdir(folder, { recursive: true });
  await done(command, { folder, out });
  const page = await Deno.readTextFile(join(out, "report.html"));
  return Object.fromEntries(
    Object.entries(pictures).map(([name, wanted]) => [`${name}.svg`, pictureFrom(page, wanted)]),
  );
}

async function done(
  command: string,
  { folder, out }: { readonly folder: string; readonly out: string },
): Promise<void> {
  const { verb, file, options } = wordsOf(command);
  const context = { workingDirectory: root, allowed: [] };
  const { data: [data] = [], variant: [variant] = [], set = [], seeds: [seeds] = [] } = options;
  const chosen = { context, out, ...data && { data }, ...variant && { variant } };
  const path = file.includes("/") ? file : await savedPipe(file, folder);
  if (verb === "run") {
    await runFile(path, { ...chosen, overrides: set.map((each) => unwrap(parseOverride(each))) });
    return;
  }
  const grid = set.map((each) => each.split("=")).map((
    [name, values],
  ) => [name, values.split(",")]);
  await compareFiles([path], {
    ...{ ...chosen, grid: Object.fromEntries(grid), linear: "linear" in options },
    ...seeds && { seeds: Number(seeds) },
  });
}

/** What a command says, each option with its values. */
function wordsOf(command: string) {
  const [, , verb, file, ...words] = command.split(" ");
  const options: Record<string, string[]> = {};
  let name = "";
  for (const word of words) {
    if (word.startsWith("--")) options[name = word.slice(2)] ??= [];
    else options[name].push(word);
  }
  return { verb, file, options };
}

/** A file that the page says to save in the folder of the clone, in another one. */
async function savedPipe(name: string, folder: string): Promise<string> {
  const page = await Deno.readTextFile(new URL("report.md", import.meta.url));
  const text = new RegExp(`^\`\`\`pipe ${RegExp.escape(name)}\\n(.*?)^\`\`\`$`, "ms").exec(page)
    ?.[1];
  if (text === undefined) throw new RangeError(`The page has no file "${name}"`);
  const back = relative(folder, root).replaceAll(sep, "/");
  const path = join(folder, name);
  await Deno.writeTextFile(path, text.replaceAll(/"(pipelines|data)\//g, `"${back}/$1/`));
  return path;
}

if (import.meta.main) {
  const folder = fileURLToPath(new URL("pictures/", import.meta.url));
  for (const [at, each] of reportPictures.entries()) {
    const found = await picturesOf(each, join(root, `out/report-pictures/${at}`));
    for (const [name, text] of Object.entries(found)) {
      Deno.writeTextFileSync(join(folder, name), text);
    }
  }
}

/**
 * Makes listed lines wrong, one at a time in a copy of the tree, and says which test and which line of
 * `gradcheck` notices: `deno task mutate`, or `deno task mutate TEXT` for the promises and files that
 * have the text in them. A mistake that nobody notices ends it with exit code 1.
 * @module
 */
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { mutations } from "./mutations.ts";
import { gradcheckPipelines, type Mutation } from "./mutations/mutation.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** What a program left on the screen. */
interface Finished {
  readonly isOk: boolean;
  readonly text: string;
}

async function deno(folder: string, args: readonly string[]): Promise<Finished> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: folder,
    env: { NO_COLOR: "1", INIT_CWD: folder },
  }).output();
  const decoder = new TextDecoder();
  return { isOk: success, text: decoder.decode(stdout) + decoder.decode(stderr) };
}

/** Copies what git would keep, changes that are not committed included. */
async function copyTree(folder: string): Promise<void> {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const { stdout } = await new Deno.Command("git", { args, cwd: root }).output();
  for (const path of new TextDecoder().decode(stdout).split("\0").filter((each) => each !== "")) {
    await Deno.mkdir(join(folder, dirname(path)), { recursive: true });
    // A file may be removed and not yet committed.
    await Deno.copyFile(join(root, path), join(folder, path)).catch(() => {});
  }
  for (const [name, text] of Object.entries(gradcheckPipelines)) {
    await Deno.writeTextFile(join(folder, pipelinePath(name)), text);
  }
}

function pipelinePath(name: string): string {
  return `pipelines/mutated_${name}.pipe`;
}

/** The names of the tests in some files that fail. */
async function failingTests(folder: string, files: readonly string[]): Promise<string[]> {
  const permissions = ["read", "write", "ffi", "run", "env", "net=127.0.0.1"]
    .map((each) => `--allow-${each}`);
  const lock = "--lock=tests/deno.lock";
  const { isOk, text } = await deno(folder, ["test", "--no-check", lock, ...permissions, ...files]);
  if (isOk) return [];
  const names = [...text.matchAll(/^(.+) => \.\/tests\/\S+$/gm)].map(([, name]) => name ?? "");
  // A file that cannot even be loaded has no names to tell.
  return names.length > 0 ? [...new Set(names)] : ["(the tests end early)"];
}

/** What `gradcheck` finds wrong with a pipeline. */
async function failingGradients(folder: string, name: string): Promise<string[]> {
  const permissions = ["--allow-read", "--allow-ffi", "--allow-env"];
  const path = pipelinePath(name);
  const { isOk, text } = await deno(folder, [
    "run",
    "--no-check",
    ...permissions,
    "cli.ts",
    "gradcheck",
    path,
  ]);
  if (isOk) return [];
  const parameters = [...text.matchAll(/^(\S+) .* differs$/gm)].map(([, parameter]) =>
    parameter ?? ""
  );
  return parameters.length > 0 ? parameters : [text.trim().split("\n")[0] ?? "(no reason given)"];
}

/** Who noticed a mistake. */
interface Noticed {
  readonly mutation: Mutation;
  readonly tests: readonly string[];
  readonly gradients: readonly string[];
}

async function tryMutation(folder: string, mutation: Mutation): Promise<Noticed> {
  const path = join(folder, mutation.file);
  const text = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, text.replace(mutation.find, () => mutation.replace));
  try {
    return {
      mutation,
      tests: await failingTests(folder, mutation.tests),
      gradients: mutation.gradcheck ? await failingGradients(folder, mutation.gradcheck) : [],
    };
  } finally {
    await Deno.writeTextFile(path, text);
  }
}

/** Whether all that should have noticed a mistake has. */
function isNoticed({ mutation, tests, gradients }: Noticed): boolean {
  return tests.length > 0 && (!mutation.gradcheck || gradients.length > 0);
}

function describe(noticed: Noticed): string {
  const { mutation: { promise, file, gradcheck }, tests, gradients } = noticed;
  const more = tests.length > 1 ? `, and ${tests.length - 1} more` : "";
  const lines = [
    `${isNoticed(noticed) ? "noticed    " : "NOT NOTICED"} ${promise} (${file})`,
    `  test       ${tests[0] ?? "-"}${more}`,
    `  gradcheck  ${gradcheck ? gradients.join(", ") || "-" : "sees no such thing"}`,
  ];
  return lines.join("\n");
}

/** Stops unless all is well without a mistake: otherwise nothing could be learnt from one. */
async function requireSound(folder: string, chosen: readonly Mutation[]): Promise<void> {
  const files = [...new Set(chosen.flatMap(({ tests }) => tests))];
  const failing = [
    ...await failingTests(folder, files),
    ...(await Promise.all(
      Object.keys(gradcheckPipelines).map((name) => failingGradients(folder, name)),
    )).flat(),
  ];
  if (failing.length === 0) return;
  console.error(`These fail as it is: ${failing.join(", ")}`);
  Deno.exit(1);
}

if (import.meta.main) {
  const [wanted = ""] = Deno.args;
  if (wanted.startsWith("-")) {
    console.log(
      "deno task mutate [TEXT]: TEXT is in the promises or files to try; all unless given",
    );
    Deno.exit();
  }
  const chosen = mutations.filter(({ promise, file }) => `${promise} ${file}`.includes(wanted));
  const folder = await Deno.makeTempDir({ prefix: "mutated_" });
  const missed: Noticed[] = [];
  try {
    await copyTree(folder);
    await requireSound(folder, chosen);
    for (const mutation of chosen) {
      const noticed = await tryMutation(folder, mutation);
      console.log(describe(noticed));
      if (!isNoticed(noticed)) missed.push(noticed);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  console.log(`${chosen.length - missed.length} of ${chosen.length} mistakes are noticed`);
  if (missed.length > 0) Deno.exit(1);
}

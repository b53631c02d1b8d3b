import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the clone. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A program in a text, and what the text says that it prints. */
export interface Example {
  readonly code: string;
  readonly printed: string;
}

/** The program of `docs/api.md`. */
export async function apiExample(): Promise<Example> {
  return exampleIn(await Deno.readTextFile(join(root, "docs/api.md")));
}

/** The program in the docstring at the head of a module. */
export async function moduleExample(path: string): Promise<Example> {
  const [docstring] = /^\/\*\*.*?\*\//s.exec(await Deno.readTextFile(join(root, path))) ?? [""];
  return exampleIn(docstring.replaceAll(/^ \* ?/gm, ""));
}

function exampleIn(page: string): Example {
  const blocks = (kind: string) =>
    [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\`$`, "gms"))].map(([, text]) => text);
  return { code: blocks("ts").join("\n"), printed: blocks("text").join("") };
}

/** Copies the iris pipeline and its data into a folder, as a person would lay them out. */
export async function layOutIris(folder: string): Promise<void> {
  for (const path of ["pipelines/iris.pipe", "data/iris.csv"]) {
    await Deno.mkdir(join(folder, path, ".."), { recursive: true });
    await Deno.copyFile(join(root, path), join(folder, path));
  }
}

/** What a program left on the screen, and its exit code. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in a folder. */
export async function execute(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Finished> {
  const env = { NO_COLOR: "1", ...options.env };
  const command = new Deno.Command(program, { args: [...args], cwd: options.cwd, env });
  const { code, stdout, stderr } = await command.output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

import { main } from "../../cli.ts";

/** What a command left on the screen, and its exit code. */
export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process, as a person who stands in `folder`. */
export async function command(folder: string, ...args: readonly string[]): Promise<Answer> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const { log, error } = console;
  const before = Deno.env.get("INIT_CWD");
  Deno.env.set("INIT_CWD", folder);
  console.log = (text: string) => void stdout.push(`${text}\n`);
  console.error = (text: string) => void stderr.push(`${text}\n`);
  try {
    const exitCode = await main(args);
    return { exitCode, stdout: stdout.join(""), stderr: stderr.join("") };
  } finally {
    [console.log, console.error] = [log, error];
    if (before === undefined) Deno.env.delete("INIT_CWD");
    else Deno.env.set("INIT_CWD", before);
  }
}

const root = new URL("../../", import.meta.url);

/** Runs a command as its task does: a process of its own with the permissions of `deno.json`. */
export async function subprocess(
  task: string,
  args: readonly string[],
  options: { readonly folder: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Answer> {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const [, ...words] = (tasks[task] as string).split(" ");
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...words, ...args],
    cwd: root,
    env: { INIT_CWD: options.folder, ...options.env },
    stdout: "piped",
    stderr: "piped",
  }).output();
  const text = new TextDecoder();
  return { exitCode: code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

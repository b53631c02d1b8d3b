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

/** A command that takes longer will never end; it is killed, so that its test can fail. */
export const patienceMs = 60_000;

interface CommandContext {
  readonly folder: string;
  /** What it reads from a pipe; nothing unless given. */
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a task says behind `deno`. */
function wordsOf(task: string): readonly string[] {
  const { tasks } = JSON.parse(Deno.readTextFileSync(new URL("deno.json", root)));
  return (tasks[task] as string).split(" ").slice(1);
}

/** Starts a line of the shell in which `$PENSTOCK` is a command as its task says it. */
export function startShell(task: string, line: string, { folder, env }: CommandContext) {
  return new Deno.Command("sh", {
    args: ["-c", line],
    cwd: root,
    env: {
      ...{ INIT_CWD: folder, FOLDER: folder },
      PENSTOCK: [Deno.execPath(), ...wordsOf(task)].join(" "),
      ...env,
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    signal: AbortSignal.timeout(patienceMs),
  }).spawn();
}

/** Starts a command as its task does: a process of its own with the permissions of `deno.json`. */
export function start(
  task: string,
  args: readonly string[],
  { folder, env, stdin }: CommandContext,
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [...wordsOf(task), ...args],
    cwd: root,
    env: { INIT_CWD: folder, ...env },
    stdin: stdin === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
    signal: AbortSignal.timeout(patienceMs),
  }).spawn();
}

/** Runs a command as its task does, to its end. */
export async function subprocess(
  task: string,
  args: readonly string[],
  context: CommandContext,
): Promise<Answer> {
  const child = start(task, args, context);
  if (context.stdin !== undefined) {
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(context.stdin));
    await writer.close();
  }
  const { code, stdout, stderr } = await child.output();
  const text = new TextDecoder();
  return { exitCode: code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

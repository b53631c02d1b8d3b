import { resolve } from "node:path";
import type { CommandContext } from "../mod.ts";
import { printAside } from "./print.ts";

/** Opens a page that was written, or says where it is. @param page As shown to people. */
export async function showPage(
  page: string,
  { workingDirectory }: Pick<CommandContext, "workingDirectory">,
): Promise<void> {
  const path = resolve(workingDirectory, page);
  if (!await openPage(path)) printAside(`No browser can be opened from here: open ${path}`);
}

/** Opens a page in the browser of whoever sits there. @param path Absolute. @returns Whether that can be. */
async function openPage(path: string): Promise<boolean> {
  const [command, ...args] = openers[Deno.build.os] ?? openers.linux;
  const { state } = await Deno.permissions.query({ name: "run", command });
  // Asking for it would stop the command with a question.
  if (state !== "granted") return false;
  try {
    const opened = await new Deno.Command(command, {
      args: [...args, path],
      ...{ stdin: "null", stdout: "null", stderr: "null" },
    }).output();
    return opened.success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** What opens a file with the program that people have chosen for it. */
const openers: Readonly<Partial<Record<typeof Deno.build.os, readonly [string, ...string[]]>>> & {
  readonly linux: readonly [string, ...string[]];
} = {
  linux: ["xdg-open"],
  darwin: ["open"],
  windows: ["explorer"],
};

/**
 * The end of `deno task install-cli`: says where `deno install` left the command and whether a shell
 * finds it. Where Deno itself is on no path, as when npx fetched it, the command is told where it is.
 * @module
 */
import { delimiter, join } from "node:path";

const command = "penstock";
const isWindows = Deno.build.os === "windows";

/** The folders in which a shell looks for commands. */
function foldersOnPath(): readonly string[] {
  const folders = (Deno.env.get("PATH") ?? "").split(delimiter).filter((each) => each !== "");
  // npx puts folders of its own before all others, which are gone when it ends.
  return folders.filter((each) => !/node_modules[/\\]\.bin[/\\]?$/.test(each));
}

/** Where a shell finds a command; nothing where it does not. */
function whereIs(name: string): string | undefined {
  const files = isWindows ? [`${name}.exe`, `${name}.cmd`] : [name];
  return foldersOnPath().flatMap((folder) => files.map((file) => join(folder, file))).find(isFile);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** Where `deno install --global` puts commands. */
function installFolder(): string {
  const home = Deno.env.get(isWindows ? "USERPROFILE" : "HOME") ?? "";
  return join(Deno.env.get("DENO_INSTALL_ROOT") || join(home, ".deno"), "bin");
}

/** Lets the script that `deno install` wrote call a certain Deno instead of the one on the path. */
function callDenoAt(script: string, deno: string): void {
  const quoted = isWindows ? `"${deno}"` : `'${deno.replaceAll("'", `'\\''`)}'`;
  const text = Deno.readTextFileSync(script);
  const changed = text.replace(/^(exec |@)deno(?:\.exe)? /m, (_, start) => `${start}${quoted} `);
  if (changed === text) throw new Error(`${script} does not call Deno as expected`);
  Deno.writeTextFileSync(script, changed);
}

/** How a shell is told to look in a folder too. */
function howToAdd(folder: string): string {
  if (isWindows) {
    return `In PowerShell, once, then in a new window:
  [Environment]::SetEnvironmentVariable("Path", "${folder};" + [Environment]::GetEnvironmentVariable("Path", "User"), "User")`;
  }
  const shell = Deno.env.get("SHELL") ?? "";
  if (shell.endsWith("fish")) return `Once, then in a new terminal:\n  fish_add_path "${folder}"`;
  const profile = shell.endsWith("zsh") ? "~/.zshrc" : "~/.bashrc";
  return `Add this line to ${profile}, then open a new terminal:\n  export PATH="${folder}:$PATH"`;
}

/** Whether a shell finds the installed script, and what to do where it does not. */
function describePath(script: string, folder: string): string {
  const found = whereIs(command);
  if (found === script) return `Shells find it: ${command} run my.pipe`;
  return found
    ? `Shells find another ${command} before it: ${found}\n${howToAdd(folder)}`
    : `Shells do not look there yet. ${howToAdd(folder)}`;
}

function finishInstallation(): void {
  const folder = installFolder();
  const script = join(folder, isWindows ? `${command}.cmd` : command);
  console.log(`${command} is installed: ${script}`);
  if (!whereIs("deno")) {
    callDenoAt(script, Deno.execPath());
    console.log(
      `It runs the Deno of this command, which is on no path: ${Deno.execPath()}\n` +
        "Should that be removed, as by clearing the cache of npx, install it again.",
    );
  }
  console.log(describePath(script, folder));
}

if (import.meta.main) finishInstallation();

import type { Mutation } from "./mutation.ts";

const access = ["tests/runtime/files/access_test.ts"];
const outFolder = ["tests/runtime/files/out_folder_test.ts"];
const killPoints = ["tests/runtime/files/kill_points_test.ts"];
const reading = ["tests/cli/reading_test.ts"];
const writing = ["tests/cli/writing_test.ts"];

/** What README, docs and comments promise of files: what is read, what is written, and when. */
export const fileMutations: readonly Mutation[] = [
  {
    promise: "a pipeline reads the whole project that it is in",
    file: "runtime/files/access.ts",
    find: "[await projectOf(folder), ",
    replace: "[folder, ",
    tests: access,
  },
  {
    promise: "a pipeline reads the folder that the person stands in",
    file: "runtime/files/access.ts",
    find: "projectOf(folder), workingDirectory, ...allowed]",
    replace: "projectOf(folder), ...allowed]",
    tests: access,
  },
  {
    promise: "a pipeline reads the folders that are allowed",
    file: "runtime/files/access.ts",
    find: "workingDirectory, ...allowed]",
    replace: "workingDirectory]",
    tests: reading,
  },
  {
    promise: "--allow is relative to where the person stands",
    file: "runtime/files/access.ts",
    find: "realOrSelf(resolve(workingDirectory, root))",
    replace: "realOrSelf(root)",
    tests: reading,
  },
  {
    promise: "a link that leads outside is refused",
    file: "runtime/files/access.ts",
    find: "isInside(real, root)",
    replace: "isInside(resolve(folder, path), root)",
    tests: access,
  },
  {
    promise: "a folder whose name begins like an allowed one is not allowed",
    file: "runtime/files/access.ts",
    find: '!rest.startsWith("..") && ',
    replace: "",
    tests: access,
  },
  {
    promise: "a repository is a project",
    file: "runtime/files/access.ts",
    find: '".git", ',
    replace: "",
    tests: access,
  },
  {
    promise: "a device is not read",
    file: "runtime/files/access.ts",
    find: "if (stat.isCharDevice || ",
    replace: "if (",
    tests: access,
  },
  {
    promise: "PENSTOCK_DATA may be read",
    file: "cli/terminal.ts",
    find: "allowed: data ? [data, ...allowed] : allowed",
    replace: "allowed",
    tests: reading,
  },
  {
    promise: "files that no run wrote are not replaced",
    file: "runtime/files/out_folder.ts",
    find: "!own.includes(name) && name !== probeName",
    replace: "name === probeName && !own.includes(name)",
    tests: outFolder,
  },
  {
    promise: "nothing counts before all of it is on the disk",
    file: "runtime/files/result_files.ts",
    find: 'const [draft, whole] = [join(partial, "draft"), join(partial, "whole")];',
    replace: 'const [draft, whole] = [join(partial, "whole"), join(partial, "whole")];',
    tests: killPoints,
  },
  {
    promise: "what counts is put in its place by the next command",
    file: "runtime/files/result_files.ts",
    find: "if (await isThere(whole)) await putInPlace();",
    replace: "",
    tests: killPoints,
  },
  {
    promise: "a finished run leaves no checkpoints, though it is killed before they are removed",
    file: "runtime/files/result_files.ts",
    find: "await removeIfThere(superseded);",
    replace: "",
    tests: killPoints,
  },
  {
    promise: "what tries whether a folder takes files is not taken for a file of somebody",
    file: "runtime/files/out_folder.ts",
    find: "!own.includes(name) && name !== probeName",
    replace: "!own.includes(name)",
    tests: killPoints,
  },
  {
    promise: "a folder that is being filled is refused to a second command",
    file: "runtime/files/file_lock.ts",
    find: "if (!await file.tryLock(true)) {",
    replace: "if (!await file.tryLock(false)) {",
    tests: outFolder,
  },
  {
    promise: "a folder in the place of a file survives",
    file: "runtime/files/result_files.ts",
    find: "await requireFiles(Object.keys(contents));",
    replace: "",
    tests: outFolder,
  },
  {
    promise: "a link to a folder is followed",
    file: "runtime/files/out_folder.ts",
    find: "const path = await followed(written);",
    replace: "const path = written; followed(written);",
    tests: outFolder,
  },
  {
    promise: "what is discarded leaves nothing",
    file: "runtime/files/out_folder.ts",
    find: "await result.discard().catch(() => {});",
    replace: "",
    tests: outFolder,
  },
  {
    promise: "folders that a run made on its way are removed with it",
    file: "runtime/files/out_folder.ts",
    find: "if (made) await removeEmpty(dirname(path), made);",
    replace: "",
    tests: outFolder,
  },
  {
    promise: "the folder of a run is claimed before training",
    file: "runtime/commands/run.ts",
    find: "const folder = claim && await phase(claim);",
    replace: "const folder = undefined as OutFolder | undefined;",
    tests: writing,
  },
  {
    promise: "fmt --check changes nothing",
    file: "runtime/commands/format.ts",
    find: "if (!isCheck) ",
    replace: "",
    tests: writing,
  },
  {
    promise: "a run is made of the data that its lock names",
    file: "runtime/commands/verify_run.ts",
    find: "if (all.length > 0) report.fail",
    replace: "if (false) report.fail",
    tests: ["tests/cli/verify_run_test.ts"],
  },
  {
    promise: "a file that changes while it is read is no data",
    file: "runtime/files/read_log.ts",
    find: "if (!isSame) file.failChanged();",
    replace: "",
    tests: ["tests/runtime/files/read_log_test.ts"],
  },
];

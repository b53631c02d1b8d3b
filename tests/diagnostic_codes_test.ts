/** Every code is shown by a golden file, and stands for one mistake. */
import assert from "node:assert/strict";

const root = new URL("../", import.meta.url);

// Too many mistakes to show: nobody wants them in a golden file; `limits_test.ts` covers it.
const withoutGolden = ["E0133"];

function textsBelow(folder: string, extension: string): string[] {
  return [...Deno.readDirSync(new URL(folder, root))].flatMap(({ name, isDirectory }) => {
    const path = `${folder}${name}`;
    if (isDirectory) return textsBelow(`${path}/`, extension);
    return name.endsWith(extension) ? [Deno.readTextFileSync(new URL(path, root))] : [];
  });
}

const sources = ["dsl/", "compiler/", "runtime/", "cli/"].flatMap((each) =>
  textsBelow(each, ".ts")
);
const codesIn = (text: string) => [...text.matchAll(/"([EW]0\d{3})"/g)].map(([, code]) => code);
const codes = [...new Set(sources.flatMap(codesIn))].sort();

Deno.test("every diagnostic code has a golden file", () => {
  const goldens = textsBelow("tests/", ".txt").join("\n");
  const shown = new Set([...goldens.matchAll(/\[([EW]0\d{3})\]/g)].map(([, code]) => code));
  assert(codes.length > 90);
  assert.deepEqual(codes.filter((code) => !shown.has(code)), withoutGolden);
});

Deno.test("no two functions give the same code", () => {
  const users = sources.flatMap((text) =>
    text.split(/^(?=export )/m).flatMap((part) => [...new Set(codesIn(part))])
  );
  const repeated = codes.filter((code) => users.filter((each) => each === code).length > 1);
  // The table of exit codes knows these by their numbers, and `verify` a file or device that is not there.
  const known = ["E0430", "E0603", "E0607", "E0608", "E0610"];
  assert.deepEqual(repeated.filter((code) => !known.includes(code)), []);
});

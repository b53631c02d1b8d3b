import type { Records } from "./records.ts";
import { targetNames } from "./run.ts";

/** The classes as they are called in a sentence or a picture: `label 0`, where the name of any says nothing by itself. */
export function namesInText(records: Records): readonly string[] {
  const [target] = targetNames(records);
  const { kind, names } = records.answers;
  if (kind !== "classes" || target === undefined) return names;
  return names.some(saysNothing) ? names.map((name) => `${target} ${name}`) : names;
}

/** A number, or a letter alone. */
function saysNothing(name: string): boolean {
  return [...name].length === 1 || Number.isFinite(Number(name));
}

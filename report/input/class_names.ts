import type { Records } from "./records.ts";
import { targetNames } from "./run.ts";

/** The classes as they are called in a sentence or a picture: `label 0`, where a name says nothing by itself. */
export function namesInText(records: Records): readonly string[] {
  const [target] = targetNames(records);
  const { kind, names } = records.answers;
  if (kind !== "classes" || target === undefined) return names;
  return names.map((name) => saysNothing(name) && name.trim() !== "" ? `${target} ${name}` : name);
}

function saysNothing(name: string): boolean {
  return [...name].length <= 2 || Number.isFinite(Number(name));
}

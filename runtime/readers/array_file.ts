import type { Report } from "../../dsl/text/report.ts";
import type { HeldArrays } from "../formats/held_arrays.ts";
import { type ArrayFile, noTableArray, severalArrays, unknownArray } from "./array_diagnostics.ts";
import { arrayFrame, type NamedArray } from "./array_frame.ts";
import { type FileFrame, type FileRequest, type NamedPath, withoutIgnored } from "./file_format.ts";
import { columnsOf } from "./reader.ts";
import { parseWhole, type WholeParsing } from "./whole_file.ts";

/** What a call may say of a file of arrays. */
export interface ArrayOptions {
  /** Names of arrays. */
  readonly features?: string | readonly string[] | undefined;
}

/** The arrays of a file side by side, with those of its labels as the target `label`. */
export async function readArrayFile(
  path: NamedPath,
  request: FileRequest<ArrayOptions>,
  parsing: WholeParsing<HeldArrays>,
): Promise<FileFrame> {
  const { content: held, ...file } = await parseWhole(path, parsing);
  const { report } = parsing.context;
  const labels = request.labels && await parseWhole(request.labels, parsing);
  const { features, targets } = chosenArrays(held, { file, request, report });
  const all = [...targets, ...labels ? [labelsIn(labels.content, labels, report)] : []];
  const { frame, targets: names } = arrayFrame(
    file,
    { features, targets: all, ...request.classes && { classes: request.classes } },
    report,
  );
  return {
    ...withoutIgnored(frame, request.ignored),
    ...targets.length > 0 && { targets: names },
  };
}

interface Choice {
  readonly file: ArrayFile;
  readonly request: FileRequest<ArrayOptions>;
  readonly report: Report;
}

/** The arrays that are asked for: as features all that are no target, unless some are named. */
function chosenArrays({ arrays, others }: HeldArrays, { file, request, report }: Choice) {
  const find = (name: string): NamedArray => {
    const array = arrays.get(name);
    if (array) return { name, array, from: file.name };
    const what = others.get(name);
    return report.fail(
      what === undefined
        ? unknownArray(name, { file, names: [...arrays.keys()] })
        : noTableArray(name, what, file),
    );
  };
  // A target may be a column of an array, too.
  const targets = request.target.filter((name) => arrays.has(name) || others.has(name));
  const named = columnsOf(request.options.features);
  const rest = [...arrays.keys()].filter((name) => !targets.includes(name));
  if (named.length === 0 && targets.length === 0 && rest.length > 1) {
    report.fail(severalArrays(file, rest));
  }
  const features = named.length > 0 ? named : rest;
  return { features: features.map(find), targets: targets.map(find) };
}

/** The labels in a file of their own. */
function labelsIn({ arrays }: HeldArrays, file: ArrayFile, report: Report): NamedArray {
  const [array, ...others] = arrays.values();
  if (array && others.length === 0) {
    return { name: "label", array, from: file.name };
  }
  return report.fail(severalArrays(file, [...arrays.keys()]));
}

import { namesInText } from "./class_names.ts";
import { type ClassRow, classRows, confusionOf } from "./class_rows.ts";
import { type Judged, type ReportedRun, targetNames } from "./run.ts";

/** Fewer rows than this make no curve over thresholds, no histogram and no calibration. */
export const fewestForCurves = 200;

/** What the panels about classes are made from. */
export interface JudgedClasses {
  readonly run: ReportedRun;
  readonly judged: Judged;
  /** The recorded rows whose class is known. */
  readonly rows: readonly ClassRow[];
  /** Those of them that were answered wrong, the surest first. */
  readonly wrong: readonly ClassRow[];
  /** `counts[truth][said]`. */
  readonly counts: readonly (readonly number[])[];
  /** The classes as the data have them. */
  readonly names: readonly string[];
  /** The same as they are called in a sentence. */
  readonly textNames: readonly string[];
  /** What the classes are of. */
  readonly target: string;
  /** Whether the answers are probabilities. */
  readonly areProbable: boolean;
}

/** The rows that a model of classes is judged by; nothing where the class of none is known. */
export function judgedClasses(run: ReportedRun, judged: Judged): JudgedClasses | undefined {
  const { answers } = run.records;
  const { names } = answers;
  const rows = classRows(judged.part, names.length);
  if (rows.length === 0) return undefined;
  const [target = "class"] = targetNames(run.records);
  return {
    ...{ run, judged, rows, names, target, areProbable: !answers.scored },
    wrong: wrongOf(rows, !answers.scored),
    counts: confusionOf(rows, names.length),
    textNames: namesInText(run.records),
  };
}

/** The surest first; of scores, those that lie furthest above that of the true class. */
function wrongOf(rows: readonly ClassRow[], areProbable: boolean): readonly ClassRow[] {
  const sizeOf = ({ sure, ofTruth }: ClassRow) => {
    const size = areProbable ? sure : sure - ofTruth;
    return Number.isFinite(size) ? size : -Infinity;
  };
  return rows.filter(({ truth, said }) => truth !== said)
    .sort((one, other) => sizeOf(other) - sizeOf(one) || one.at - other.at);
}

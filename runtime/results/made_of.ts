import { basename } from "node:path";
import type { MadeOf, Metrics } from "../../report/input/metrics.ts";
import { classCounts } from "../data/class_counts.ts";
import { sha256 } from "../files/sha256.ts";
import type { Prepared } from "../prepare/prepare.ts";
import type { TrainingIdentity } from "./identity.ts";

/** What tells a run from others of its pipeline, for `metrics.json`. */
export function madeOf(prepared: Prepared, identity: TrainingIdentity): Pick<
  Metrics,
  "params" | "set" | "made_of" | "started_from" | "computed_by" | "rows_left_out" | "class_counts"
> {
  const { program: { pipeline }, leftOut, startedFrom } = prepared;
  const { params, source } = pipeline;
  const set = params.filter(({ origin }) => origin !== "default").map(({ name }) => name);
  const { penstock, engine } = identity.computed_by;
  const files = paramsFiles(prepared);
  const counts = countsOf(prepared);
  return {
    ...params.length > 0 && {
      params: Object.fromEntries(params.map(({ name, value }) => [name, value])),
    },
    ...set.length > 0 && { set },
    made_of: {
      pipeline: sha256(source.text),
      ...Object.keys(files).length > 0 && { params_files: files },
      files: identity.files,
      split: identity.split,
    },
    ...startedFrom && {
      started_from: {
        layers: startedFrom.layers,
        anew: startedFrom.anew.map(({ layer }) => layer),
      },
    },
    computed_by: { penstock, engine },
    ...leftOut && { rows_left_out: leftOut.count },
    ...counts && { class_counts: counts },
  };
}

/** The files that set a parameter, without their folders: those are of one machine. */
function paramsFiles({ program: { pipeline } }: Prepared): NonNullable<MadeOf["params_files"]> {
  const sources = pipeline.params.filter(({ origin }) => origin === "file")
    .map(({ span: { source } }) => [basename(source.name), sha256(source.text)]);
  return Object.fromEntries(sources);
}

function countsOf({ dataset: { target }, parts }: Prepared): Metrics["class_counts"] {
  if (target?.kind !== "classes") return undefined;
  return {
    classes: target.classes,
    parts: Object.fromEntries(
      parts.map(({ name, indices }) => [name, classCounts(target, indices)]),
    ),
  };
}

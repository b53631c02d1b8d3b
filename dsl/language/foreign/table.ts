import { foreignArgumentNames } from "./arguments.ts";
import {
  foreignColumnTypes,
  foreignDevices,
  foreignEncoders,
  foreignImputers,
  foreignReaders,
  foreignScalings,
  foreignSplits,
  foreignTargetScalings,
} from "./data.ts";
import { foreignLayers } from "./layers.ts";
import { foreignLines } from "./lines.ts";
import { foreignLosses } from "./losses.ts";
import type { ForeignName } from "./meaning.ts";
import { foreignMetrics } from "./metrics.ts";
import { foreignInitializers, foreignOptimizers, foreignSchedules } from "./optimizers.ts";
import { foreignParts, foreignTypes, foreignValues } from "./values.ts";

/** What names of other tools are called here, by what they name. */
export const sections: readonly (readonly [title: string, names: readonly ForeignName[]])[] = [
  ["Lines", foreignLines],
  ["Data", foreignReaders],
  ["Splits", foreignSplits],
  ["Column types", foreignColumnTypes],
  ["Imputation", foreignImputers],
  ["Encoding", foreignEncoders],
  ["Scaling", foreignScalings],
  ["Scaling of targets", foreignTargetScalings],
  ["Layers", foreignLayers],
  ["Losses", foreignLosses],
  ["Optimizers", foreignOptimizers],
  ["Schedules", foreignSchedules],
  ["Initializers", foreignInitializers],
  ["Metrics", foreignMetrics],
  ["Devices", foreignDevices],
  ["Arguments", foreignArgumentNames],
  ["Values", foreignValues],
  ["Parts of the rows", foreignParts],
  ["Types of parameters", foreignTypes],
];

/** All of them. */
export const foreignNames: readonly ForeignName[] = sections.flatMap(([, names]) => names);

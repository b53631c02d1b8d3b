import { argumentNames } from "./arguments.ts";
import { readerNames, scalingNames, splitNames } from "./data.ts";
import { layerNames } from "./layers.ts";
import { lineNames } from "./lines.ts";
import { lossNames } from "./losses.ts";
import type { ForeignName } from "./meaning.ts";
import { metricNames } from "./metrics.ts";
import { initializerNames, optimizerNames, scheduleNames } from "./optimizers.ts";
import { partNames, typeNames, valueNames } from "./values.ts";

/** What names of other tools are called here, by what they name. */
export const sections: readonly (readonly [title: string, names: readonly ForeignName[]])[] = [
  ["Lines", lineNames],
  ["Data", readerNames],
  ["Splits", splitNames],
  ["Scaling", scalingNames],
  ["Layers", layerNames],
  ["Losses", lossNames],
  ["Optimizers", optimizerNames],
  ["Schedules", scheduleNames],
  ["Initializers", initializerNames],
  ["Metrics", metricNames],
  ["Arguments", argumentNames],
  ["Values", valueNames],
  ["Parts of the rows", partNames],
  ["Types of parameters", typeNames],
];

/** All of them. */
export const foreignNames: readonly ForeignName[] = sections.flatMap(([, names]) => names);

import { comparingMutations } from "./mutations/comparing.ts";
import { dataMutations } from "./mutations/data.ts";
import { fileMutations } from "./mutations/files.ts";
import { loweringMutations } from "./mutations/lowering.ts";
import type { Mutation } from "./mutations/mutation.ts";
import { modelMutations } from "./mutations/models.ts";
import { opMutations } from "./mutations/ops.ts";
import { promiseMutations } from "./mutations/promises.ts";
import { reportMutations } from "./mutations/reports.ts";
import { deviceMutations } from "./mutations/devices.ts";
import { runtimeMutations } from "./mutations/runtime.ts";
import { stepMutations } from "./mutations/step.ts";
import { updateMutations } from "./mutations/updates.ts";
import { servingMutations } from "./mutations/serving.ts";
import { usageMutations } from "./mutations/usage.ts";

/** Mistakes that a person could make, by the part of the program. */
export const mutations: readonly Mutation[] = [
  ...stepMutations,
  ...opMutations,
  ...loweringMutations,
  ...updateMutations,
  ...runtimeMutations,
  ...deviceMutations,
  ...promiseMutations,
  ...fileMutations,
  ...modelMutations,
  ...dataMutations,
  ...comparingMutations,
  ...reportMutations,
  ...servingMutations,
  ...usageMutations,
];

import { constantSchedule } from "./constant.ts";
import { cosineSchedule } from "./cosine.ts";
import { cosineRestartsSchedule } from "./cosine_restarts.ts";
import { exponentialSchedule } from "./exponential.ts";
import { linearSchedule } from "./linear.ts";
import { multiStepSchedule } from "./multi_step.ts";
import { oneCycleSchedule } from "./one_cycle.ts";
import { plateauSchedule } from "./plateau.ts";
import { polynomialSchedule } from "./polynomial.ts";
import type { Schedule } from "./schedule.ts";
import { stepSchedule } from "./step.ts";

/** The schedules that contain no other one. */
export const plainSchedules: readonly Schedule[] = [
  constantSchedule,
  stepSchedule,
  multiStepSchedule,
  exponentialSchedule,
  cosineSchedule,
  cosineRestartsSchedule,
  linearSchedule,
  polynomialSchedule,
  oneCycleSchedule,
  plateauSchedule,
];

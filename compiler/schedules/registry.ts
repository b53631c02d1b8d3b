import { plainSchedules } from "./plain.ts";
import type { Schedule } from "./schedule.ts";
import { warmupSchedule } from "./warmup.ts";

/** Every schedule of the language. */
export const schedules: readonly Schedule[] = [...plainSchedules, warmupSchedule];

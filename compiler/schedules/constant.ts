import { defineSchedule } from "./schedule.ts";

/** What the optimizer or the layer says throughout. */
export const constantSchedule = defineSchedule({
  name: "constant",
  doc: "The optimizer's learning rate throughout; of another number, that number.",
  arguments: {},
  start: ({ base }) => ({ at: () => base }),
});

import { defineSchedule } from "./schedule.ts";

/** What the optimizer or the layer says throughout. */
export const constantSchedule = defineSchedule({
  name: "constant",
  doc: "The optimizer's learning rate throughout.",
  arguments: {},
  start: ({ base }) => ({ at: () => base }),
});

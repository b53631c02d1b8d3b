import { defineSchedule } from "./schedule.ts";

/** The optimizer's learning rate throughout. */
export const constantSchedule = defineSchedule({
  name: "constant",
  doc: "The optimizer's learning rate throughout.",
  arguments: {},
  start: ({ lr }) => ({ rate: () => lr }),
});

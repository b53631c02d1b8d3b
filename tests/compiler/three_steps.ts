/** What three steps of a training read: six rows, of which the second step takes fewer. */
import { tensor } from "../../compiler/ir/tensor.ts";
import { startCourses } from "../../compiler/schedules/courses.ts";
import { initialState } from "../../compiler/step/state.ts";
import { numbersOfSteps, slotsOf } from "../../compiler/step/step_numbers.ts";
import type { Training } from "../../compiler/step/training.ts";
import { batches, dataFor, type Feeds } from "./models.ts";

const rows = [[0, 1, 2], [3, 4], [5, 0, 3]];

/** From the state and the slots at the start. */
export function threeSteps(stages: Training): Feeds {
  const { plan } = stages;
  const numbersAt = numbersOfSteps(stages, startCourses([], { epochs: 1, steps: 3 }));
  const numbers = rows.map((_, at) => numbersAt(at + 1));
  const slots = Object.entries(slotsOf(stages)).map(([name, start]) => [
    name,
    tensor([plan.trainedSize], new Array<number>(plan.trainedSize).fill(start)),
  ]);
  return {
    ...{ ...dataFor(stages, 6), ...batches(rows, 3), ...Object.fromEntries(slots) },
    ...Object.fromEntries(
      Object.keys(numbers[0]).map((name) => [name, tensor([3], numbers.map((each) => each[name]))]),
    ),
    step: tensor([3], [1, 2, 3], "int32"),
    state: tensor([plan.size], initialState(plan, 1)),
  };
}

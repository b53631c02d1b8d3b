import type { RecordedPart } from "../../report/input/records.ts";
import { meanOf } from "../evaluate/mean.ts";

/** Of each recorded row the squared error, over its targets; of classes and labels 1 where one is wrong, else 0. */
export function rowErrors(
  { recorded, targets = [], answers, labels }: RecordedPart,
): readonly number[] {
  const said = labels ?? answers;
  const [width, wanted] = [said.length, targets.length].map((length) => length / recorded.length);
  return recorded.map((_, row) => {
    const errors = Array.from({ length: width }, (_, at) => {
      // Several quantiles of one target follow each other.
      const target = targets[row * wanted + Math.floor(at * wanted / width)] ?? NaN;
      const answer = said[row * width + at] ?? NaN;
      return labels ? Number(answer !== target) : (answer - target) ** 2;
    });
    return labels ? Math.max(...errors) : meanOf(errors);
  });
}

import type { Field } from "../marks/outline.ts";
import type { Surface } from "../input/records.ts";

/** Each number that a model answers over its plane, in the order of the names; NaN where it is not finite. */
export function fieldsOf({ axes, answers }: Surface): readonly Field[] {
  const [across, up] = axes.map(({ length }) => length);
  const names = answers.length / (across * up);
  return Array.from({ length: names }, (_, name) => ({
    columns: across,
    rows: up,
    values: Array.from({ length: across * up }, (_, at) => {
      // A picture starts at the top.
      const [row, column] = [up - 1 - Math.floor(at / across), at % across];
      return answers[(column * up + row) * names + name] ?? NaN;
    }),
  }));
}

/** By how much each answer is larger than all others: above 0 where it is what the model says. */
export function leadsOf(fields: readonly Field[]): readonly Field[] {
  return fields.map((field, own) => ({
    ...field,
    values: field.values.map((value, at) =>
      fields.reduce(
        (lead, other, each) => each === own ? lead : Math.min(lead, value - other.values[at]),
        Infinity,
      )
    ),
  }));
}

/** From where to where each axis of a surface goes. */
export function domainsOf({ axes }: Surface): readonly (readonly [number, number])[] {
  return axes.map((axis) => [axis[0], axis[axis.length - 1]]);
}

import { operand, shown } from "./base/numbers.ts";
import type { Lanes, NumberLane, WordLane } from "./lanes.ts";
import { isoDay } from "../schema/iso_day.ts";
import type { Statistics } from "./statistics.ts";

/** Something that the network takes, and what it was made of. */
export interface Feature {
  /** As layers and messages call it. */
  readonly name: string;
  /** The column that it comes from. */
  readonly column: string;
  /** How it is computed of that, as people write it. */
  readonly formula: string;
}

/** What preprocessing makes of columns, in the order in which the network takes it. */
export function featuresOf(lanes: Lanes, statistics: Statistics): readonly Feature[] {
  return [
    ...lanes.numbers.map((lane) => numberFeature(lane, statistics)),
    ...indicatorFeatures(lanes.numbers, statistics),
    ...lanes.words.flatMap((lane) => wordFeatures(lane, statistics)),
  ];
}

function numberFeature(
  { name, column, part, scalers }: NumberLane,
  { fills, scalings }: Statistics,
): Feature {
  const fill = fills.get(column.name);
  const source = column.kind === "image" ? name : column.name;
  const raw = operand(/^[\p{L}_][\p{L}\p{N}_]*$/u.test(source) ? source : JSON.stringify(source));
  const filled = typeof fill === "number" && (column.kind === "date" ? isoDay(fill) : shown(fill));
  const whole = filled ? `fill(${raw}, ${filled})` : raw;
  const learnt = scalings.get(name) ?? [];
  const formula = scalers.reduce(
    (x, { definition, arguments: args }, at) => definition.formula(x, learnt[at] ?? {}, args),
    part ? `${part}(${whole})` : whole,
  );
  return { name, column: column.name, formula };
}

function indicatorFeatures(
  lanes: readonly NumberLane[],
  { indicated }: Statistics,
): Feature[] {
  const columns = new Set(lanes.map(({ column }) => column.name));
  return [...columns].filter((column) => indicated.has(column)).map((column) => ({
    name: `${column}_missing`,
    column,
    formula: `${column} is missing`,
  }));
}

function wordFeatures(
  { column: { name: column } }: WordLane,
  { fills, encodings }: Statistics,
): Feature[] {
  const fill = fills.get(column);
  return (encodings.get(column)?.features ?? []).map((name) => ({
    name,
    column,
    formula: fill === undefined || name !== `${column}=${fill}` ? name : `${name} or missing`,
  }));
}

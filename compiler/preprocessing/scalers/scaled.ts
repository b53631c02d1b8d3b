import type { CalledValue } from "../../../dsl/language/signature.ts";
import { constant } from "../../ir/constant.ts";
import { tensor } from "../../ir/tensor.ts";
import type { Value } from "../../ir/value.ts";
import { numbersLike } from "../base/numbers.ts";
import type { Learnt, LearntRows, Scaler } from "./scaler.ts";

/** Some features after a scaler. @param x [N, k]. @param learnt One for each of the k. */
export function scaled(
  x: Value,
  { definition, arguments: args }: CalledValue<Scaler>,
  learnt: readonly Learnt[],
): Value {
  return definition.build(x, learntRows(x, learnt), args);
}

/** What was learnt of some features as constants. */
export function learntRows(x: Value, learnt: readonly Learnt[]): LearntRows {
  return {
    row: (name) => numbersLike(x, learnt.map((each) => Number(each[name]))),
    rows(name) {
      const lists = learnt.map((each) => [each[name] ?? []].flat());
      const width = lists[0]?.length ?? 0;
      return constant(tensor([lists.length, width], lists.flat(), x.type.dtype));
    },
  };
}

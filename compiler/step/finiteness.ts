import { scalar } from "../ir/constant.ts";
import type { Value } from "../ir/value.ts";
import { add } from "../ops/add.ts";
import { cast } from "../ops/cast.ts";
import { equal } from "../ops/equal.ts";
import { reduceSum } from "../ops/reduce_sum.ts";
import { sub } from "../ops/sub.ts";

/**
 * 1 where every element of some float32 tensors is a finite number, else 0: int32 []. By arithmetic, since
 * not every device has `IsNaN` and `IsInf`: x - x is 0 for finite numbers and no number for all others.
 */
export function areFinite(tensors: readonly Value[]): Value {
  const remainders = tensors.map((x) => reduceSum(sub(x, x)));
  return cast(equal(remainders.reduce(add, scalar(0)), scalar(0)), "int32");
}

import { InternalError } from "../../dsl/text/diagnostic.ts";
import { defineOp } from "./define_op.ts";
import type { TensorType } from "./tensor.ts";
import type { Value } from "./value.ts";

/** A tensor that is fed from outside: data, parameters, a learning rate. It has no rule of its own. */
export const inputOp = defineOp({
  kind: "input",
  inferType: () => unfed(),
  vjp: () => [],
  toOnnx: () => [],
  evaluate: () => unfed(),
});

/** A graph input; every call makes another one, even under the same name. */
export function input(name: string, type: TensorType): Value {
  return { op: inputOp, inputs: [], attributes: {}, type, name };
}

function unfed(): never {
  throw new InternalError("An input is fed, not computed");
}

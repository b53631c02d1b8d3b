import { floatAttribute } from "./attributes.ts";
import { castNode, single } from "./lowered_node.ts";
import type { OnnxLowerings } from "./lowering.ts";

/** Ops that work element by element. */
export const elementwiseLowerings = {
  abs: single("Abs"),
  add: single("Add"),
  cast: ({ inputs: [x], output, attributes: { dtype } }) => [castNode(dtype, x, output)],
  div: single("Div"),
  elu: single("Elu", ({ alpha }) => ({ alpha: floatAttribute(alpha) })),
  equal: single("Equal"),
  erf: single("Erf"),
  exp: single("Exp"),
  floor: single("Floor"),
  greater: single("Greater"),
  leaky_relu: single("LeakyRelu", ({ slope }) => ({ alpha: floatAttribute(slope) })),
  log: single("Log"),
  maximum: single("Max"),
  minimum: single("Min"),
  mul: single("Mul"),
  neg: single("Neg"),
  relu: single("Relu"),
  sigmoid: single("Sigmoid"),
  softplus: single("Softplus"),
  sqrt: single("Sqrt"),
  sub: single("Sub"),
  tanh: single("Tanh"),
  where: single("Where"),
} satisfies Partial<OnnxLowerings>;

/** Prints what the engine makes of numbers too small for full precision; see `denormals_test.ts`. */
import { toModel } from "../../../compiler/backends/onnx/to_model.ts";
import { scalar } from "../../../compiler/ir/constant.ts";
import { input } from "../../../compiler/ir/input.ts";
import { mul } from "../../../compiler/ops/mul.ts";
import { runOnce } from "../../../runtime/engine/engine.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { floats, floatsOf } from "../../../runtime/engine/tensor.ts";

const x = input("x", { dtype: "float32", shape: ["N"] });
const model = toModel({ y: mul(x, scalar(1e-10)) }, [x]);
// The first product is below 2⁻¹²⁶, the smallest float32 of full precision.
const { y } = await runOnce(cpuEngine, model, { x: floats([2], Float32Array.of(1e-30, 1e-20)) });
console.log([...floatsOf(y)].map((each) => each === 0 ? "0" : each.toExponential(0)).join(" "));

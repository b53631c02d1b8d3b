/** A line made wrong, and who is to notice. */
export interface Mutation {
  /** What the line promises. */
  readonly promise: string;
  readonly file: string;
  /** What is there, exactly and once. */
  readonly find: string;
  readonly replace: string;
  /** Test files of which one or more must fail. */
  readonly tests: readonly string[];
  /** A pipeline of which `gradcheck` must fail, where it can see the mistake. */
  readonly gradcheck?: keyof typeof gradcheckPipelines;
}

const network = `pipe 1
load rows(
  [[0.3, -0.5, 0.2, 0.9, -1.1, 0.4, "a"], [-0.7, 0.6, 1.2, -0.3, 0.8, -0.2, "b"],
    [1.1, 0.1, -0.9, 0.5, 0.2, 1.3, "c"], [-0.4, -1.2, 0.7, 0.1, 0.6, -0.8, "a"]],
  target = y, columns = [u, v, w, x, z, t, y])
`;
const training = `loss cross_entropy
optimizer sgd(lr = 0.1)
`;

/** What `gradcheck` is tried on: a small one, and one with most ops in it. */
export const gradcheckPipelines = {
  small: `${network}model {
  linear(4)
  tanh
  linear(classes)
}
${training}train(epochs = 1, batch = 4, l2 = 0.5)
`,
  wide: `${network}model {
  linear(6)
  layer_norm
  reshape([2, 3])
  attention(heads = 1)
  gelu
  flatten
  residual {
    linear(6)
    sigmoid
  }
  concat {
    linear(2)
    elu
  }
  leaky_relu
  softplus
  linear(classes)
}
${training}train(epochs = 1, batch = 4, l1 = 0.1, l2 = 0.1)
`,
};

const vjps = ["tests/compiler/ops/gradient_table_test.ts"];
const lowerings = ["tests/compiler/ops/lowering_test.ts"];
const torchOptimizers = ["tests/compiler/optimizers/torch_test.ts"];

/** Mistakes that a person could make, by the part of the program. */
export const mutations: readonly Mutation[] = [
  // The step.
  {
    promise: "the gradient is that of the loss and its penalties",
    file: "compiler/step/step_values.ts",
    find: "differentiate(objective, trained)",
    replace: "differentiate(mean, trained)",
    tests: torchOptimizers,
    gradcheck: "small",
  },
  {
    promise: "the objective has the penalties",
    file: "compiler/step/objective.ts",
    find: "return terms.reduce(add, loss);",
    replace: "return loss;",
    tests: torchOptimizers,
  },
  {
    promise: "biases have no penalty",
    file: "compiler/step/objective.ts",
    find: "type.shape.length >= 2",
    replace: "type.shape.length >= 1",
    tests: torchOptimizers,
  },
  {
    promise: "a gradient of a small norm is left as it is",
    file: "compiler/step/objective.ts",
    find: "return mul(bounded, minimum(factor, scalar(1)));",
    replace: "return mul(bounded, factor);",
    tests: torchOptimizers,
  },
  {
    promise: "clip_value cuts off below as well",
    file: "compiler/step/objective.ts",
    find: "maximum(minimum(gradient, scalar(clip_value)), scalar(-clip_value))",
    replace: "minimum(gradient, scalar(clip_value))",
    tests: torchOptimizers,
  },
  {
    promise: "gradients are packed in the order of the state",
    file: "compiler/step/state.ts",
    find: "parts.length > 0 ? concat(parts, -1)",
    replace: "parts.length > 0 ? concat(parts.toReversed(), -1)",
    tests: ["tests/compiler/step/training_step_test.ts"],
    gradcheck: "small",
  },
  {
    promise: "buffers are what their layers left",
    file: "compiler/step/state.ts",
    find: "return buffer ? reshape(buffer, [spec.size]) : partOf(state, spec);",
    replace: "return partOf(state, spec);",
    tests: ["tests/compiler/layers/training_test.ts"],
  },
  {
    promise: "each layer drops values of its own",
    file: "compiler/step/step_values.ts",
    find: "hash(`${seed}/${layer}`)",
    replace: "hash(`${seed}`)",
    tests: ["tests/compiler/layers/dropout_test.ts"],
  },
  {
    promise: "a smaller batch is the mean of its own rows",
    file: "compiler/losses/mean_loss.ts",
    find: "rowWeight ? reduceSum(mul(losses, rowWeight), batch) : reduceMean(losses, batch)",
    replace: "reduceMean(losses, batch)",
    tests: ["tests/compiler/step/training_step_test.ts", "tests/runtime/train/train_test.ts"],
  },
  {
    promise: "states that are not finite are told",
    file: "compiler/step/span.ts",
    find: 'areFinite([outputOf(reports, "loss"), ...states])',
    replace: 'areFinite([outputOf(reports, "loss")])',
    tests: ["tests/runtime/engine/span_test.ts"],
  },
  {
    promise: "losses that are not finite are told",
    file: "compiler/step/span.ts",
    find: 'areFinite([outputOf(reports, "loss"), ...states])',
    replace: "areFinite(states)",
    tests: ["tests/runtime/train/divergence_test.ts", "tests/runtime/engine/span_test.ts"],
  },
  {
    promise: "what is the same in every step is computed once",
    file: "compiler/backends/onnx/scan.ts",
    find: "const { before, step } = hoist(whole);",
    replace: "const { before, step } = { before: {}, step: whole };",
    tests: ["tests/compiler/step/hoist_test.ts"],
  },
  {
    promise: "what hangs on a scanned input stays in the step",
    file: "compiler/step/hoist.ts",
    find: "return [...carried.map(({ input }) => input), ...scanned];",
    replace: "return carried.map(({ input }) => input);",
    tests: ["tests/compiler/step/hoist_test.ts"],
  },
  // Rules of ops.
  {
    promise: "d(a b) = b da + a db",
    file: "compiler/ops/mul.ts",
    find: "[mul(dy, b), mul(dy, a)]",
    replace: "[mul(dy, b), mul(dy, b)]",
    tests: vjps,
    gradcheck: "wide",
  },
  {
    promise: "tanh' = 1 - y²",
    file: "compiler/ops/tanh.ts",
    find: "sub(scalar(1), mul(y, y))",
    replace: "sub(scalar(1), y)",
    tests: vjps,
    gradcheck: "small",
  },
  {
    promise: "the second factor of a product gets aᵀ dy",
    file: "compiler/ops/matmul.ts",
    find: "matmul(a, dy, { transposeA: !transposeA })",
    replace: "matmul(a, dy, { transposeA: true })",
    tests: vjps,
  },
  {
    promise: "the gradient of cross-entropy is softmax(z) - p",
    file: "compiler/ops/softmax_cross_entropy.ts",
    find: "mul(dy, sub(softmax(z), p))",
    replace: "mul(dy, softmax(z))",
    tests: vjps,
    gradcheck: "small",
  },
  {
    promise: "a mean gives each element its share",
    file: "compiler/ops/reduce_mean.ts",
    find: "scalar(1 / reducedCount(x.type.shape, attributes.axes))",
    replace: "scalar(1)",
    tests: vjps,
    gradcheck: "wide",
  },
  {
    promise: "the gradient of a part stands where the part stood",
    file: "compiler/ops/slice.ts",
    find: "concat([...zeros(start), cotangent, ...zeros(sizeOf(shape[at]) - end)], axis)",
    replace: "concat([...zeros(sizeOf(shape[at]) - end), cotangent, ...zeros(start)], axis)",
    tests: vjps,
    gradcheck: "wide",
  },
  {
    promise: "the branch not taken gets no gradient",
    file: "compiler/ops/where.ts",
    find: "where(c, scalar(0), dy)",
    replace: "dy",
    tests: vjps,
  },
  {
    promise: "a broadcast gradient is summed back",
    file: "compiler/transform/differentiate.ts",
    find: "-axis > shape.length || (shape.at(axis) === 1 && dim !== 1)",
    replace: "-axis > shape.length",
    tests: ["tests/compiler/transform/differentiate_test.ts", ...vjps],
  },
  {
    promise: "every path to a value adds to its gradient",
    file: "compiler/transform/differentiate.ts",
    find: "sum ? add(sum, gradient) : gradient",
    replace: "gradient",
    tests: ["tests/compiler/transform/differentiate_test.ts", ...vjps],
    gradcheck: "wide",
  },
  // Lowerings and passes.
  {
    promise: "rows are gathered from the first axis",
    file: "compiler/backends/onnx/structural_lowerings.ts",
    find: 'gather_rows: single("Gather", () => ({ axis: intAttribute(0) }))',
    replace: 'gather_rows: single("Gather", () => ({ axis: intAttribute(-1) }))',
    tests: lowerings,
  },
  {
    promise: "a reduction keeps its dims where it is told to",
    file: "compiler/backends/onnx/reduction_lowerings.ts",
    find: "keepdims: intAttribute(Number(keepDims))",
    replace: "keepdims: intAttribute(1)",
    tests: lowerings,
  },
  {
    promise: "the second operand is transposed where it is told to",
    file: "compiler/backends/onnx/reduction_lowerings.ts",
    find: "transB: intAttribute(Number(transposeB))",
    replace: "transB: intAttribute(Number(transposeA))",
    tests: lowerings,
  },
  {
    promise: "the rounds of random_uniform are those of its reference",
    file: "compiler/backends/onnx/random_lowering.ts",
    find: 'node("Mul", bits, double), word(each)',
    replace: 'node("Mul", bits, bits), word(each)',
    tests: lowerings,
  },
  {
    promise: "one Split takes parts that fill the axis",
    file: "compiler/backends/onnx/split.ts",
    find: "(at, { attributes: { start, end } }) => start === at ? end : NaN",
    replace: "(_, { attributes: { end } }) => end",
    tests: ["tests/compiler/backends/onnx/lower_test.ts"],
  },
  {
    promise: "every output of a Scan's body has a node of its own",
    file: "compiler/backends/onnx/scan.ts",
    find: ".map(({ name, output }) => identityNode(name, output));",
    replace: ".map(({ name }) => identityNode(name, name));",
    tests: ["tests/compiler/backends/onnx/scan_lowering_test.ts"],
  },
  {
    promise: "x + 0 and x · 1 are x, and nothing else is",
    file: "compiler/transform/passes/simplify.ts",
    find: 'const neutral = kind === "mul" || kind === "div" ? 1 : 0;',
    replace: 'const neutral = kind === "mul" ? 1 : 0;',
    tests: [
      "tests/compiler/transform/passes/passes_golden_test.ts",
      "tests/compiler/transform/passes/passes_property_test.ts",
    ],
  },
  {
    promise: "a fused product keeps what is transposed",
    file: "compiler/transform/passes/fuse_gemm.ts",
    find: "gemm([...product.inputs, bias], product.attributes)",
    replace: "gemm([...product.inputs, bias])",
    tests: ["tests/compiler/transform/passes/passes_golden_test.ts"],
  },
  {
    promise: "values of other attributes are other values",
    file: "compiler/transform/passes/share_common.ts",
    find: "JSON.stringify(value.attributes)",
    replace: '""',
    tests: ["tests/compiler/transform/passes/passes_golden_test.ts"],
    gradcheck: "small",
  },
  // Optimizers and schedules.
  {
    promise: "adam corrects the mean for its start at 0",
    file: "compiler/optimizers/adam_step.ts",
    find: "learningRate / (1 - beta1 ** step)",
    replace: "learningRate",
    tests: torchOptimizers,
  },
  {
    promise: "sgd goes down",
    file: "compiler/optimizers/sgd.ts",
    find: "sub(parameters, mul(scalars.learning_rate, by))",
    replace: "add(parameters, mul(scalars.learning_rate, by))",
    tests: [...torchOptimizers, "tests/runtime/train/optimizers_test.ts"],
  },
  {
    promise: "rmsprop divides by the root",
    file: "compiler/optimizers/rmsprop.ts",
    find: "add(sqrt(variance), scalar(args.eps))",
    replace: "add(variance, scalar(args.eps))",
    tests: torchOptimizers,
  },
  {
    promise: "lion moves by the sign of the momentum",
    file: "compiler/optimizers/lion.ts",
    find: "const direction = sign(runningMean(slots.momentum, gradient, beta1));",
    replace: "const direction = runningMean(slots.momentum, gradient, beta1);",
    tests: torchOptimizers,
  },
  {
    promise: "a cosine ends where the epochs do",
    file: "compiler/schedules/cosine.ts",
    find: "epoch / course.epochs",
    replace: "(epoch + 1) / course.epochs",
    tests: ["tests/compiler/schedules/schedules_test.ts"],
  },
  {
    promise: "a plateau is waited for as long as patience says",
    file: "compiler/schedules/plateau.ts",
    find: "waited > patience",
    replace: "waited >= patience",
    tests: ["tests/compiler/schedules/schedules_test.ts"],
  },
  // Training.
  {
    promise: "the steps of a span take the rows of those steps",
    file: "runtime/train/span.ts",
    find: "batches.rows.subarray(from, to)",
    replace: "batches.rows.subarray(0, to - from)",
    tests: ["tests/runtime/train/span_test.ts"],
  },
  {
    promise: "steps are counted over the whole training",
    file: "runtime/train/span.ts",
    find: "const before = (epoch - 1) * plan.steps + first;",
    replace: "const before = first;",
    tests: ["tests/runtime/train/span_test.ts", "tests/runtime/train/optimizers_test.ts"],
  },
  {
    promise: "a padding row counts for nothing",
    file: "runtime/train/batches.ts",
    find: "if (at >= plan.rows) return 0;",
    replace: "",
    tests: ["tests/runtime/train/batches_test.ts"],
  },
  {
    promise: "an epoch must be better by more than min_delta",
    file: "runtime/train/monitor.ts",
    find: "value < best - min_delta",
    replace: "value <= best - min_delta",
    tests: ["tests/runtime/train/monitor_test.ts"],
  },
  {
    promise: "what is kept does not change with the training",
    file: "runtime/train/monitor.ts",
    find: "state: state.slice()",
    replace: "state",
    tests: ["tests/runtime/train/monitor_test.ts"],
  },
  // Data.
  {
    promise: "the sample deviation divides by N - 1",
    file: "compiler/preprocessing/standard.ts",
    find: 'deviation === "sample" ? column.length - 1 : column.length',
    replace: "column.length",
    tests: ["tests/pipelines/standardisation_test.ts"],
  },
  {
    promise: "a column that never changes is only centred",
    file: "compiler/preprocessing/standard.ts",
    find: "/ Math.max(1, freedom)) || 1;",
    replace: "/ Math.max(1, freedom));",
    tests: ["tests/compiler/preprocessing/standard_test.ts"],
  },
  {
    promise: "the held-out rows are those of scikit-learn",
    file: "runtime/split/numpy_random.ts",
    find: "const mask = 2 ** (32 - Math.clz32(max)) - 1;",
    replace: "const mask = 2 ** (31 - Math.clz32(max)) - 1;",
    tests: ["tests/runtime/split/numpy_random_test.ts", "tests/runtime/split/splitters_test.ts"],
  },
  // What a run leaves.
  {
    promise: "a folder that cannot be replaced comes back",
    file: "runtime/files/out_folder.ts",
    find: "if (isThere) await rename(old, path);",
    replace: "",
    tests: ["tests/runtime/files/out_folder_test.ts"],
  },
  {
    promise: "a model is written only if it answers as the trained one",
    file: "runtime/evaluate/parity.ts",
    find: "if (!(largest <= tolerance))",
    replace: "if (largest > Infinity)",
    tests: ["tests/runtime/results/model_card_test.ts"],
  },
  {
    promise: "metrics are rounded where they are printed",
    file: "runtime/results/metrics.ts",
    find: "...mapValues(scores, shortestDecimal)",
    replace: "...scores",
    tests: ["tests/runtime/results/metrics_test.ts"],
  },
  // The engine.
  {
    promise: "numbers too small for full precision count as 0",
    file: "runtime/engine/node.ts",
    find: 'set_denormal_as_zero: "1"',
    replace: 'set_denormal_as_zero: "0"',
    tests: ["tests/runtime/engine/denormals_test.ts"],
  },
  {
    promise: "a model that is not taken is told as a mistake",
    file: "runtime/engine/engine_error.ts",
    find: "throw new EngineError(error);",
    replace: "throw error;",
    tests: ["tests/runtime/engine/engine_test.ts"],
  },
  {
    promise: "an evaluator of which a model fails leaves none open",
    file: "runtime/evaluate/evaluate.ts",
    find: "await using opened = new AsyncDisposableStack();",
    replace: "const opened = new AsyncDisposableStack();",
    tests: ["tests/runtime/engine/failures_test.ts"],
  },
  {
    promise: "a state that another replaces is let go",
    file: "runtime/engine/held_tensors.ts",
    find: "await before[Symbol.asyncDispose]();",
    replace: "await Promise.resolve(before);",
    tests: ["tests/runtime/engine/failures_test.ts"],
  },
];

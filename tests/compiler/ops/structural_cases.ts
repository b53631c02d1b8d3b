import type { OpKind } from "../../../compiler/ir/op_set.ts";
import { type NumericTensor, tensor } from "../../../compiler/ir/tensor.ts";
import { argmax } from "../../../compiler/ops/argmax.ts";
import { concat } from "../../../compiler/ops/concat.ts";
import { expand } from "../../../compiler/ops/expand.ts";
import { gatherRows } from "../../../compiler/ops/gather_rows.ts";
import { gemm } from "../../../compiler/ops/gemm.ts";
import { logSoftmax } from "../../../compiler/ops/log_softmax.ts";
import { matmul } from "../../../compiler/ops/matmul.ts";
import { oneHot } from "../../../compiler/ops/one_hot.ts";
import { permute } from "../../../compiler/ops/permute.ts";
import { randomUniform } from "../../../compiler/ops/random_uniform.ts";
import { reduceMean } from "../../../compiler/ops/reduce_mean.ts";
import { reduceSum } from "../../../compiler/ops/reduce_sum.ts";
import { reshape } from "../../../compiler/ops/reshape.ts";
import { slice } from "../../../compiler/ops/slice.ts";
import { softmax } from "../../../compiler/ops/softmax.ts";
import { softmaxCrossEntropy } from "../../../compiler/ops/softmax_cross_entropy.ts";
import { take } from "../../../compiler/ops/take.ts";
import { swapLast, transpose } from "../../../compiler/ops/transpose.ts";
import { wordIndex } from "../../../compiler/ops/word_index.ts";
import { codes, positive, sample, words } from "../helpers.ts";
import { opCase, type OpRow } from "./case.ts";

const rowsOfScores = [[3], [2, 3], [4, 1], [2, 2, 3]];

/** Positive rows that sum to 1, as the vjp of softmax_cross_entropy asks for. */
function distribution(shape: readonly number[]): NumericTensor {
  const { data } = positive(shape, "p");
  const size = shape.at(-1)!;
  const share = (at: number) => {
    const start = at - at % size;
    return data[at] / data.subarray(start, start + size).reduce((sum, each) => sum + each);
  };
  return tensor(shape, data.map((_, at) => share(at)));
}

/** Each combination of transposed operands, for shapes given as op(a) and op(b). */
const transpositions = [false, true].flatMap((transposeA) =>
  [false, true].map((transposeB) => ({ transposeA, transposeB }))
);
const products = [
  [[2, 3], [3, 4]],
  [[1, 3], [3, 1]],
  [[2, 2, 3], [2, 3, 4]],
  [[2, 2, 3], [3, 4]],
  [[2, 3], [3, 3, 2]],
  [[2, 1, 2, 3], [3, 3, 2]],
  [[2, 1, 1, 2], [1, 3, 2, 2]],
] as const;

function reductions(reduce: typeof reduceSum) {
  const rows: [number[], number[] | undefined, boolean][] = [
    [[], undefined, false],
    [[4], undefined, false],
    [[4], [-1], true],
    [[2, 3], undefined, false],
    [[2, 3], undefined, true],
    [[2, 3], [-1], false],
    [[2, 3], [-2], true],
    [[2, 3, 2], [-1, -3], false],
    [[2, 3, 2], [-2], true],
    [[1, 3], [-2], false],
    [[2, 2], [], false],
  ];
  return rows.map(([shape, axes, keepDims]) =>
    opCase(
      [sample(shape)],
      ([x]) => reduce(x, { ...(axes && { axes }), keepDims }),
      `axes ${axes ? `[${axes}]` : "all"}${keepDims ? ", kept" : ""}`,
    )
  );
}

/** Ops that reduce, multiply, move or choose. */
export const structuralRows = {
  argmax: {
    noGradient: "an index does not vary smoothly",
    cases: [...rowsOfScores.map((shape) => sample(shape)), tensor([2, 3], [1, 2, 2, 3, 3, 1])]
      .map((x) => opCase([x], ([x]) => argmax(x))),
  },
  concat: {
    cases: [
      opCase([sample([2], 1), sample([3], 2)], (xs) => concat(xs, -1)),
      opCase([sample([2, 1], 1), sample([2, 3], 2), sample([2, 2], 3)], (xs) => concat(xs, -1)),
      opCase([sample([1, 2], 1), sample([3, 2], 2)], (xs) => concat(xs, -2)),
      opCase([sample([2, 1, 2], 1), sample([2, 2, 2], 2)], (xs) => concat(xs, -2)),
      opCase([sample([2])], ([x]) => concat([x, x], -1), "twice the same"),
    ],
  },
  expand: {
    cases: [[[], [3]], [[], [2, 2]], [[3], [2, 3]], [[2, 1], [2, 3]], [[1, 2], [2, 3, 2]]]
      .map(([from, to]) => opCase([sample(from)], ([x]) => expand(x, to), `to [${to}]`)),
  },
  gather_rows: {
    cases: [
      opCase([sample([4]), codes([3], 4)], ([table, rows]) => gatherRows(table, rows)),
      opCase([sample([4, 2]), codes([6], 4)], ([table, rows]) => gatherRows(table, rows)),
      opCase([sample([3, 2, 2]), codes([2, 2], 3)], ([table, rows]) => gatherRows(table, rows)),
      opCase([codes([5], 9), codes([], 5)], ([table, rows]) => gatherRows(table, rows)),
    ],
  },
  gemm: {
    cases: transpositions.flatMap((options) =>
      [[], [1], [4], [2, 1], [2, 4]].map((addend) => {
        const a = sample(options.transposeA ? [3, 2] : [2, 3], "a");
        const b = sample(options.transposeB ? [4, 3] : [3, 4], "b");
        const build = gemm;
        return opCase(
          [a, b, sample(addend, "c")],
          ([a, b, c]) => build([a, b, c], options),
          noteOf(options),
        );
      })
    ).concat(
      [{ alpha: -1 }, { beta: 0.9 }, { alpha: 0.5, beta: -2 }].map((options) =>
        opCase(
          [sample([2, 3], "a"), sample([3, 4], "b"), sample([1, 4], "c")],
          ([a, b, c]) => gemm([a, b, c], options),
          JSON.stringify(options),
        )
      ),
    ),
  },
  log_softmax: {
    cases: rowsOfScores.map((shape) => opCase([sample(shape)], ([x]) => logSoftmax(x))),
  },
  matmul: {
    cases: transpositions.flatMap((options) =>
      products.map(([left, right]) => {
        const a = sample(options.transposeA ? swapLast<number>(left) : left, "a");
        const b = sample(options.transposeB ? swapLast<number>(right) : right, "b");
        return opCase([a, b], ([a, b]) => matmul(a, b, options), noteOf(options));
      })
    ),
  },
  one_hot: {
    noGradient: "class codes do not vary smoothly",
    cases: [[1], [4], [2, 3]].map((shape) => opCase([codes(shape, 3)], ([x]) => oneHot(x, 3))),
  },
  permute: {
    cases: [
      ...[[2, 3], [1, 4], [2, 3, 2], [2, 1, 2, 3]]
        .map((shape) => opCase([sample(shape)], ([x]) => transpose(x))),
      ...([
        [[2, 3, 4], [-2, -3, -1]],
        [[2, 3, 4], [-1, -3, -2]],
        [[2, 3, 4], [-2, -1, -3]],
        [[2, 2, 3, 4], [-2, -3, -1]],
        [[2, 2, 3, 4], [-1, -3, -4, -2]],
        [[2, 1, 2, 3, 2], [-4, -2, -3, -5, -1]],
      ] as [number[], number[]][]).map(([shape, axes]) =>
        opCase([sample(shape)], ([x]) => permute(x, axes), `axes [${axes}]`)
      ),
      opCase([codes([2, 3], 9)], ([x]) => transpose(x)),
    ],
  },
  random_uniform: {
    noGradient: "random numbers depend on nothing but their place",
    cases: ([[0, []], [1, [5]], [7, [2, 3]], [2 ** 31 - 1, [64]]] as [number, number[]][])
      .map(([step, shape]) =>
        opCase(
          [tensor([], [step], "int32")],
          ([x]) => randomUniform(x, { key: 0xdeadbeef, shape }),
          `step ${step}`,
        )
      ),
  },
  reduce_mean: { cases: reductions(reduceMean) },
  reduce_sum: { cases: reductions(reduceSum) },
  reshape: {
    cases: [[[], [1, 1]], [[6], [2, 3]], [[2, 3], [3, 2]], [[2, 1, 3], [6]], [[1], []]]
      .map(([from, to]) => opCase([sample(from)], ([x]) => reshape(x, to), `to [${to}]`)),
  },
  slice: {
    cases: ([
      [[5], -1, 0, 2],
      [[5], -1, 1, 4],
      [[5], -1, 3, 5],
      [[2, 4], -1, 1, 2],
      [[4, 2], -2, 1, 3],
      [[2, 3, 2], -2, 0, 1],
    ] as [number[], number, number, number][]).map(([shape, axis, start, end]) =>
      opCase(
        [sample(shape)],
        ([x]) => slice(x, { axis, start, end }),
        `${start} to ${end} of axis ${axis}`,
      )
    ),
  },
  softmax: {
    cases: rowsOfScores.map((shape) => opCase([sample(shape)], ([x]) => softmax(x))),
  },
  softmax_cross_entropy: {
    cases: rowsOfScores.map((shape) =>
      opCase([sample(shape), distribution(shape)], ([z, p]) => softmaxCrossEntropy(z, p))
    ),
  },
  take: {
    cases: ([
      [[2, 3], [2, 0]],
      [[1, 4], [1, 1, 3]],
      [[2, 2, 3], [1]],
    ] as [number[], number[]][]).map(([shape, places]) =>
      opCase([sample(shape)], ([x]) => take(x, places), `places [${places}]`)
    ),
  },
  word_index: {
    noGradient: "words do not vary smoothly",
    cases: [
      opCase(
        [words("b", "a", "c", "", "a ", "A")],
        ([x]) => wordIndex(x, { words: ["a", "b"], codes: [0, 1], otherwise: 2 }),
      ),
      opCase(
        [words("größe", "😀")],
        ([x]) => wordIndex(x, { words: ["ﬁ", "größe", "😀"], codes: [4, 5, 6], otherwise: -1 }),
        "not ASCII",
      ),
      opCase(
        [words("1", "1.0", "", "2")],
        ([x]) => wordIndex(x, { words: ["1", ""], codes: [0, 0], otherwise: 1 }),
        "two words with one code",
      ),
    ],
  },
} satisfies Partial<Record<OpKind, OpRow>>;

function noteOf({ transposeA, transposeB }: { transposeA: boolean; transposeB: boolean }) {
  return `${transposeA ? "aᵀ" : "a"} ${transposeB ? "bᵀ" : "b"}`;
}

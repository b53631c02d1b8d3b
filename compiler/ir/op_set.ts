import type { DType } from "./tensor.ts";

/**
 * The closed set of ops: how many inputs each kind takes, and what it is told besides. What a kind means
 * stands in `ops/`, how a device computes it in each backend; both are tables over these kinds, so
 * that a kind without an entry is a type error, and an op that is no kind cannot be applied.
 */
export interface OpSet {
  readonly abs: Takes<"one">;
  readonly add: Takes<"two">;
  readonly argmax: Takes<"one">;
  readonly argsort: Takes<"one">;
  readonly cast: Takes<"one", { readonly dtype: DType }>;
  readonly concat: Takes<"any", { readonly axis: number }>;
  readonly cumulative_sum: Takes<"one", { readonly reverse: boolean }>;
  readonly div: Takes<"two">;
  readonly elu: Takes<"one", { readonly alpha: number }>;
  readonly equal: Takes<"two">;
  readonly erf: Takes<"one">;
  readonly exp: Takes<"one">;
  readonly expand: Takes<"one", { readonly shape: readonly number[] }>;
  readonly floor: Takes<"one">;
  readonly gather_elements: Takes<"two">;
  readonly gather_rows: Takes<"two">;
  readonly gemm: Takes<"three", GemmAttributes>;
  readonly greater: Takes<"two">;
  readonly leaky_relu: Takes<"one", { readonly slope: number }>;
  readonly log: Takes<"one">;
  readonly log_softmax: Takes<"one">;
  readonly matmul: Takes<"two", MatmulAttributes>;
  readonly maximum: Takes<"two">;
  readonly minimum: Takes<"two">;
  readonly mul: Takes<"two">;
  readonly neg: Takes<"one">;
  readonly one_hot: Takes<"one", { readonly classes: number }>;
  readonly permute: Takes<"one", PermuteAttributes>;
  readonly random_uniform: Takes<"one", RandomUniformAttributes>;
  readonly reduce_mean: Takes<"one", ReduceAttributes>;
  readonly reduce_sum: Takes<"one", ReduceAttributes>;
  readonly relu: Takes<"one">;
  readonly reshape: Takes<"one", ReshapeAttributes>;
  readonly scatter_add: Takes<"three">;
  readonly sigmoid: Takes<"one">;
  readonly slice: Takes<"one", SliceAttributes>;
  readonly softmax: Takes<"one">;
  readonly softmax_cross_entropy: Takes<"two">;
  readonly softplus: Takes<"one">;
  readonly sqrt: Takes<"one">;
  readonly sub: Takes<"two">;
  readonly take: Takes<"one", { readonly places: readonly number[] }>;
  readonly tanh: Takes<"one">;
  readonly where: Takes<"three">;
  readonly word_index: Takes<"one", WordIndexAttributes>;
}

/** The name of an op. */
export type OpKind = keyof OpSet;

/** What an op is told besides its inputs. */
export type AttributesOf<K extends OpKind> = OpSet[K]["attributes"];

/** Something for each input of an op: its value, its type, its name in a file. */
export type InputsOf<K extends OpKind, T> = Several<T>[OpSet[K]["inputs"]];

interface Takes<Count extends keyof Several<unknown>, Attributes = NoAttributes> {
  readonly inputs: Count;
  readonly attributes: Attributes;
}

/** What most ops are told besides their inputs. */
export type NoAttributes = Readonly<Record<never, never>>;

/** So many of something. */
export interface Several<T> {
  readonly one: readonly [T];
  readonly two: readonly [T, T];
  readonly three: readonly [T, T, T];
  readonly any: readonly T[];
}

/** Whether an operand stands transposed in the product. */
export type MatmulAttributes = { readonly transposeA: boolean; readonly transposeB: boolean };

/** What the product and the addend are multiplied by: 1 unless given. */
export type GemmAttributes = MatmulAttributes & {
  readonly alpha?: number;
  readonly beta?: number;
};

/** Where each of the last axes of the result comes from: a permutation of -1, ..., -k. */
export type PermuteAttributes = { readonly axes: readonly number[] };

/** `key` tells apart seeds and layers, a whole number in 0..2³² - 1. */
export type RandomUniformAttributes = { readonly key: number; readonly shape: readonly number[] };

/** `axes` count from the end; `keepDims` leaves a dim of 1 where an axis was. */
export type ReduceAttributes = { readonly axes: readonly number[]; readonly keepDims: boolean };

/** The new shape; a dim of -1 is the one that `named` names. */
export type ReshapeAttributes = { readonly shape: readonly number[]; readonly named: string };

/** The code of each word, and of those that are not listed. */
export type WordIndexAttributes = {
  readonly words: readonly string[];
  readonly codes: readonly number[];
  readonly otherwise: number;
};

/** `start` is in, `end` is out, both counted from the front of `axis`. */
export type SliceAttributes = {
  readonly axis: number;
  readonly start: number;
  readonly end: number;
};

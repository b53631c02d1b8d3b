import type { Random } from "./random.ts";
import { fansOf, gainArgument } from "./fan.ts";
import { defineInitializer, standardNormal } from "./initializer.ts";

/**
 * A random matrix whose rows, or columns where there are fewer of them, are orthogonal and of the
 * length `gain`, as `torch.nn.init.orthogonal_`.
 */
export const orthogonal = defineInitializer({
  name: "orthogonal",
  doc:
    "Rows (or columns, where fewer) that are orthogonal and of length gain, as torch.nn.init.orthogonal_.",
  arguments: { gain: gainArgument },
  needsMatrix: true,
  initializer: ({ gain }) => (shape, random) => {
    const { out, in: inputs } = fansOf(shape);
    const [count, length] = [Math.min(out, inputs), Math.max(out, inputs)];
    const vectors = orthonormal(count, length, random);
    if (out <= inputs) return Float64Array.from(vectors.flatMap((row) => [...scale(row, gain)]));
    return Float64Array.from({ length: out * inputs }, (_, at) => {
      // A vector for each column.
      const [row, column] = [Math.floor(at / inputs), at % inputs];
      return gain * vectors[column][row];
    });
  },
});

/** Orthogonal unit vectors, every direction as likely as any other. @see Gram and Schmidt. */
function orthonormal(count: number, length: number, random: Random): Float64Array[] {
  const vectors: Float64Array[] = [];
  for (let index = 0; index < count; index++) {
    const vector = Float64Array.from({ length }, () => standardNormal(random));
    // Twice: what rounding leaves of the others after the first time is gone after the second.
    removeParts(vector, vectors);
    removeParts(vector, vectors);
    vectors.push(scale(vector, 1 / Math.sqrt(dot(vector, vector))));
  }
  return vectors;
}

function removeParts(vector: Float64Array, others: readonly Float64Array[]): void {
  for (const other of others) {
    const part = dot(vector, other);
    // As long as each other, here and below.
    for (let at = 0; at < vector.length; at++) vector[at] -= part * other[at];
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}

function scale(vector: Float64Array, factor: number): Float64Array {
  return vector.map((each) => each * factor);
}

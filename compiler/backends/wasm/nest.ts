/** A loop over elements: how often it turns, and by how many elements each operand goes on with each turn. */
export interface Turn {
  readonly size: number;
  /** Of the output first, then of each input; 0 where an input is broadcast. */
  readonly strides: readonly number[];
}

/**
 * The loops over the elements of an output, outermost first, of which those that can be one are one.
 * @param inputs The shapes of the inputs, which broadcast to that of the output.
 */
export function nestOver(
  output: readonly number[],
  inputs: readonly (readonly number[])[],
): readonly Turn[] {
  const strides = [output, ...inputs].map((shape) => stridesIn(shape, output.length));
  const all = output.map((size, axis) => ({ size, strides: strides.map((each) => each[axis]) }));
  const turns: Turn[] = [];
  for (const turn of all.filter(({ size }) => size !== 1)) {
    const outer = turns.at(-1);
    if (outer && outer.strides.every((stride, at) => stride === turn.size * turn.strides[at])) {
      turns[turns.length - 1] = { size: outer.size * turn.size, strides: turn.strides };
    } else turns.push(turn);
  }
  return turns;
}

/** The strides of a shape as one of more axes, 0 where it has one element or none of its own. */
function stridesIn(shape: readonly number[], rank: number): readonly number[] {
  const missing = rank - shape.length;
  let stride = 1;
  const own = shape.toReversed().map((size) => {
    const each = size === 1 ? 0 : stride;
    stride *= size;
    return each;
  }).toReversed();
  return [...new Array<number>(missing).fill(0), ...own];
}

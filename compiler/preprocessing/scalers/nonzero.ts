/**
 * A size to divide by: 1 where it is 0 but for rounding.
 * @see scikit-learn's `_handle_zeros_in_scale` in preprocessing/_data.py.
 */
export function nonzero(size: number): number {
  return size < 10 * Number.EPSILON ? 1 : size;
}

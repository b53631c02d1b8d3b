import { encodeNpz } from "../formats/npz.ts";
import { floats, floatsOf, type HostTensor } from "../engine/tensor.ts";
import type { Prepared } from "../prepare/prepare.ts";

/**
 * The parameters in a packed state by their names, such as `hidden.weight`, in the order of the
 * layers; weights are [out, in], as in PyTorch.
 * @param state As `train` leaves it, or as it starts.
 */
export function parametersByName(
  { program: { plan } }: Prepared,
  state: Float32Array,
): Readonly<Record<string, HostTensor>> {
  return Object.fromEntries(plan.parameters.map(({ name, shape, offset, size }) => [
    name,
    floats(shape, state.slice(offset, offset + size)),
  ]));
}

/** `parameters.npz`: what `parametersByName` gives, as NumPy reads it. */
export function parametersNpz(
  prepared: Prepared,
  state: Float32Array,
): Uint8Array<ArrayBuffer> {
  const arrays = Object.entries(parametersByName(prepared, state)).map(([name, tensor]) => [
    name,
    { shape: tensor.shape, data: floatsOf(tensor) },
  ]);
  return encodeNpz(Object.fromEntries(arrays));
}

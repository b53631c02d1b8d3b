/** A tensor in the host's memory, row-major. */
export type HostTensor =
  | { readonly type: "float32"; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly type: "float64"; readonly shape: readonly number[]; readonly data: Float64Array }
  | { readonly type: "int32"; readonly shape: readonly number[]; readonly data: Int32Array }
  | { readonly type: "uint8"; readonly shape: readonly number[]; readonly data: Uint8Array }
  | {
    readonly type: "string";
    readonly shape: readonly number[];
    readonly data: readonly string[];
  };

/** Tensors by the names of inputs or outputs. */
export type Tensors = Readonly<Record<string, HostTensor>>;

/** A tensor by its name. @throws {TypeError} If there is none. */
export function tensorNamed(tensors: Tensors, name: string): HostTensor {
  const tensor = tensors[name];
  if (!tensor) throw new TypeError(`There is no tensor "${name}"`);
  return tensor;
}

/** A float32 tensor. */
export function floats(shape: readonly number[], data: Float32Array): HostTensor {
  return { type: "float32", shape, data };
}

/** An int32 tensor. */
export function ints(shape: readonly number[], data: Int32Array): HostTensor {
  return { type: "int32", shape, data };
}

/** The numbers of a tensor that is known to be float32. @throws {TypeError} If it is not. */
export function floatsOf(tensor: HostTensor | undefined): Float32Array {
  if (tensor?.type !== "float32") throw new TypeError(`float32 expected, not ${tensor?.type}`);
  return tensor.data;
}

/** The numbers of a tensor that is known to be int32. @throws {TypeError} If it is not. */
export function intsOf(tensor: HostTensor | undefined): Int32Array {
  if (tensor?.type !== "int32") throw new TypeError(`int32 expected, not ${tensor?.type}`);
  return tensor.data;
}

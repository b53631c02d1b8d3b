import type { ElementType, TensorData } from "./model.ts";
import { TensorProto_DataType as DataType } from "./onnx_pb.ts";

const elements = {
  float32: { dataType: DataType.FLOAT, Data: Float32Array },
  float64: { dataType: DataType.DOUBLE, Data: Float64Array },
  int32: { dataType: DataType.INT32, Data: Int32Array },
  int64: { dataType: DataType.INT64, Data: BigInt64Array },
  uint8: { dataType: DataType.UINT8, Data: Uint8Array },
  uint32: { dataType: DataType.UINT32, Data: Uint32Array },
  bool: { dataType: DataType.BOOL, Data: Uint8Array },
  string: { dataType: DataType.STRING, Data: Array },
} satisfies Record<ElementType, { dataType: DataType; Data: unknown }>;

/** ONNX's number (`elemType`, `data_type`) for an element type. */
export function dataTypeOf(elementType: ElementType): number {
  return elements[elementType].dataType;
}

/**
 * The element type for ONNX's number.
 * @throws {RangeError} If Penstock has no such element type, such as float16.
 */
export function elementTypeOf(dataType: number): ElementType {
  const found = (Object.keys(elements) as ElementType[])
    .find((each) => elements[each].dataType === dataType);
  if (found === undefined) {
    throw new RangeError(`Element type ${DataType[dataType] ?? dataType} is not supported`);
  }
  return found;
}

/**
 * Says what is wrong with a tensor whose shape, data and element type disagree.
 * @throws {RangeError} If they do.
 */
export function assertConsistent({ elementType, shape, data }: TensorData): void {
  if (!(data instanceof elements[elementType].Data)) {
    throw new RangeError(`A ${elementType} tensor cannot hold ${data.constructor.name}`);
  }
  const size = sizeOf(shape);
  if (data.length !== size) {
    throw new RangeError(
      `A tensor of shape [${
        shape.join(", ")
      }] has ${size} elements, but its data has ${data.length}`,
    );
  }
}

/**
 * The number of elements of a shape; 1 for the shape [] of a scalar.
 * @throws {RangeError} If an entry is not a whole number ≥ 0.
 */
function sizeOf(shape: readonly number[]): number {
  const wrong = shape.find((each) => !Number.isSafeInteger(each) || each < 0);
  if (wrong !== undefined) {
    throw new RangeError(`The shape [${shape.join(", ")}] has the impossible size ${wrong}`);
  }
  return shape.reduce((product, each) => product * each, 1);
}

/** The elements as bytes, a view on the same memory. */
export function toRaw(data: Exclude<TensorData["data"], readonly string[]>): Uint8Array {
  // ONNX wants little-endian, which is the order of typed arrays on all machines that run Deno.
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/**
 * The elements that `raw` holds, as a copy: protobuf does not align them.
 * @throws {RangeError} If the bytes do not divide into elements.
 */
export function fromRaw(raw: Uint8Array, elementType: ElementType): TensorData["data"] {
  if (elementType === "string") throw new RangeError("A string tensor cannot have raw data");
  const { Data } = elements[elementType];
  if (raw.byteLength % Data.BYTES_PER_ELEMENT !== 0) {
    throw new RangeError(`${raw.byteLength} bytes are not a whole number of ${elementType}`);
  }
  return new Data(new Uint8Array(raw).buffer);
}

/** What one element of a tensor is; `bool` is stored as one byte, 0 or 1. */
export type ElementType =
  | "float32"
  | "float64"
  | "int32"
  | "int64"
  | "uint8"
  | "uint32"
  | "bool"
  | "string";

/** A size, or the name of one that is known only at run time (`dim_param`; "" for unnamed). */
export type OnnxDim = number | string;

/** A constant tensor in row-major order; a scalar has the shape []. */
export interface TensorData {
  /** What one element is. */
  readonly elementType: ElementType;
  /** The sizes, outermost first. */
  readonly shape: readonly number[];
  /** The array that fits `elementType`: Float32Array for float32, Uint8Array for uint8 and bool. */
  readonly data:
    | Float32Array
    | Float64Array
    | Int32Array
    | BigInt64Array
    | Uint8Array
    | Uint32Array
    | readonly string[];
}

/** The value of a node's attribute. Floats are stored in single precision. */
export type AttributeValue =
  | { readonly kind: "int"; readonly value: number | bigint }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "ints"; readonly value: readonly number[] }
  | { readonly kind: "floats"; readonly value: readonly number[] }
  | { readonly kind: "strings"; readonly value: readonly string[] }
  | { readonly kind: "tensor"; readonly value: TensorData }
  | { readonly kind: "graph"; readonly value: OnnxGraph };

/** One call of an operator; an omitted optional input is the empty string. */
export interface OnnxNode {
  /** The operator, such as `Gemm`. */
  readonly opType: string;
  /** Left out for the operators of ONNX itself; `ai.onnx.ml` or `com.microsoft` otherwise. */
  readonly domain?: string;
  /** Names the node in messages of the runtime. */
  readonly name?: string;
  /** The values read, in the operator's order. */
  readonly inputs: readonly string[];
  /** The values defined, in the operator's order. */
  readonly outputs: readonly string[];
  /** The constants that the operator asks for, written in this order. */
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  /** A text for readers of the model. */
  readonly doc?: string;
}

/** The name and type of a graph's input or output. */
export interface ValueInfo {
  /** The value. */
  readonly name: string;
  /** What one element is. */
  readonly elementType: ElementType;
  /** The sizes, outermost first. */
  readonly shape: readonly OnnxDim[];
}

/** A tensor stored in the graph under a name. */
export type OnnxInitializer = TensorData & {
  /** The value. */
  readonly name: string;
  /** Where the data stand beside the model, which then has no more than their type and shape. */
  readonly location?: string;
};

/** A model's graph, or the body of a `Scan`, which may read the values of the graph around it. */
export interface OnnxGraph {
  /** Required by ONNX, without effect. */
  readonly name: string;
  /** A text for readers of the model. */
  readonly doc?: string;
  /** What the caller feeds, or `Scan` its body. */
  readonly inputs: readonly ValueInfo[];
  /** What the caller gets, or `Scan` from its body. */
  readonly outputs: readonly ValueInfo[];
  /** The constants. */
  readonly initializers: readonly OnnxInitializer[];
  /** Sorted: each node stands after the nodes whose outputs it reads. */
  readonly nodes: readonly OnnxNode[];
}

/**
 * A whole `.onnx` file. The operator sets of other domains follow from the nodes.
 *
 * @internal
 */
export interface OnnxModel {
  /** What the model computes. */
  readonly graph: OnnxGraph;
  /** Texts that travel with the model (`metadata_props`), written in this order. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Version of ONNX's own operators; 18 unless given. */
  readonly opset?: number;
  /** Version of the file format; 8 unless given. */
  readonly irVersion?: number;
  /** The program that wrote the file; that of `producer` unless given. */
  readonly producerName?: string;
  /** The program's version; that of `producer` unless given. */
  readonly producerVersion?: string;
  /** The namespace that the model's name is of. */
  readonly domain?: string;
  /** The version of the model itself; 0, none, unless given. */
  readonly modelVersion?: number;
  /** A text for readers of the model. */
  readonly doc?: string;
}

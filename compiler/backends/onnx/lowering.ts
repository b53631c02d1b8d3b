import type { AttributesOf, InputsOf, OpKind } from "../../ir/op_set.ts";
import type { TensorType } from "../../ir/tensor.ts";
import type { CutRule } from "../../transform/group_parts.ts";
import type { OnnxNode, TensorData } from "./model.ts";

/** What the lowering of an op is told. */
export interface LoweringContext<K extends OpKind> {
  /** The names of its inputs. */
  readonly inputs: InputsOf<K, string>;
  readonly output: string;
  readonly types: { readonly inputs: InputsOf<K, TensorType>; readonly output: TensorType };
  readonly attributes: AttributesOf<K>;
  /** Which tensors are joined by a node for each piece. */
  readonly isCut: CutRule;
  /** The name of an initializer with this content. */
  constant(data: TensorData): string;
  /** A name for a tensor between the nodes of this op. */
  temporary(): string;
}

/** The ONNX nodes, opset 18, that compute an op; the last of them gives its output. */
export type OnnxLowering<K extends OpKind> = (context: LoweringContext<K>) => readonly OnnxNode[];

/** A lowering for each op. Leaves are none: inputs are declared, constants become initializers. */
export type OnnxLowerings = { readonly [K in OpKind]: OnnxLowering<K> };

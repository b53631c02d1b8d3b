import { constantKind } from "./constant.ts";
import type { InitializerKind } from "./initializer.ts";
import { kaimingNormal } from "./kaiming_normal.ts";
import { kaimingUniform } from "./kaiming_uniform.ts";
import { lecunNormal } from "./lecun_normal.ts";
import { lecunUniform } from "./lecun_uniform.ts";
import { normalKind } from "./normal.ts";
import { ones } from "./ones.ts";
import { orthogonal } from "./orthogonal.ts";
import { truncatedNormal } from "./truncated_normal.ts";
import { uniformKind } from "./uniform.ts";
import { xavierNormal } from "./xavier_normal.ts";
import { xavierUniform } from "./xavier_uniform.ts";
import { zeros } from "./zeros.ts";

/** Every initializer of the language. */
export const initializers: readonly InitializerKind[] = [
  constantKind,
  kaimingNormal,
  kaimingUniform,
  lecunNormal,
  lecunUniform,
  normalKind,
  ones,
  orthogonal,
  truncatedNormal,
  uniformKind,
  xavierNormal,
  xavierUniform,
  zeros,
];

/** Those that suit a vector, such as a bias, which has no number of inputs to scale by. */
export const vectorInitializers: readonly InitializerKind[] = initializers
  .filter(({ needsMatrix }) => !needsMatrix);

import { affineScaler } from "./affine.ts";
import { clip } from "./clip.ts";
import { divide } from "./divide.ts";
import { log1p } from "./log1p.ts";
import { maxabs } from "./maxabs.ts";
import { minmax } from "./minmax.ts";
import { noScaling } from "./none.ts";
import { quantileScaler } from "./quantile.ts";
import { robust } from "./robust.ts";
import type { Scaler } from "./scaler.ts";
import { smoothClip } from "./smooth_clip.ts";
import { standard } from "./standard.ts";

/** Every scaler that a `scale` stage can name. */
export const scalers: readonly Scaler[] = [
  standard,
  minmax,
  robust,
  maxabs,
  divide,
  affineScaler,
  log1p,
  clip,
  smoothClip,
  quantileScaler,
  noScaling,
];

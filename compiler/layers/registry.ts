import type { Layer } from "./layer.ts";
import { linear } from "./linear.ts";
import { reluLayer } from "./relu.ts";
import { sigmoidLayer } from "./sigmoid.ts";
import { softmaxLayer } from "./softmax.ts";
import { tanhLayer } from "./tanh.ts";

/** Every layer of the language. */
export const layers: readonly Layer[] = [linear, reluLayer, sigmoidLayer, softmaxLayer, tanhLayer];

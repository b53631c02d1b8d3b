import type { OnnxModel } from "../../../compiler/backends/onnx/model.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import type { Engine } from "../../../runtime/engine/engine.ts";

/** As much as a broken device makes of a number. */
export const wrongFactor = 1.001;

/** The CPU as a device on which one value of each model, and all that is computed from it, is 0.1 % too large. */
export function wrongEngine(value: string, facts: Partial<Engine> = {}): Engine {
  return {
    ...cpuEngine,
    device: "wrong",
    ...facts,
    session: (model) =>
      cpuEngine.session(model instanceof Uint8Array ? model : withWrongValue(model, value)),
  };
}

function withWrongValue({ graph, ...model }: OnnxModel, value: string): OnnxModel {
  const [right, factor] = [`${value}_right`, `${value}_factor`];
  const nodes = graph.nodes.flatMap((node) => {
    if (!node.outputs.includes(value)) return [node];
    const outputs = node.outputs.map((each) => each === value ? right : each);
    return [
      { ...node, outputs },
      { opType: "Mul", inputs: [right, factor], outputs: [value] },
    ];
  });
  const data = Float32Array.of(wrongFactor);
  const constant = { name: factor, elementType: "float32", shape: [], data } as const;
  return { ...model, graph: { ...graph, nodes, initializers: [...graph.initializers, constant] } };
}

/** The CPU as a device on which the losses of spans are 1 % too large. */
export const driftingEngine: Engine = {
  ...cpuEngine,
  device: "drifting",
  async span(step, data) {
    const runner = await cpuEngine.span(step, data);
    return {
      async run(state, scanned) {
        const done = await runner.run(state, scanned);
        const { loss } = done.reported;
        if (loss?.type === "float32") loss.data.forEach((each, at) => loss.data[at] = each * 1.01);
        return done;
      },
      [Symbol.asyncDispose]: () => runner[Symbol.asyncDispose](),
    };
  },
};

import type { DeviceTensors, Engine } from "../../../runtime/engine/engine.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import { floatsOf, type Tensors } from "../../../runtime/engine/tensor.ts";
import { copied } from "../../../runtime/train/restart.ts";

/** The CPU as a device with memory of its own: what was read of tensors is worthless when they are let go. */
export const forgetfulEngine: Engine = {
  ...cpuEngine,
  async span(step, data) {
    const runner = await cpuEngine.span(step, data);
    return {
      async run(state, feeds) {
        const done = await runner.run(state, feeds);
        return { ...done, state: forgetful(done.state) };
      },
      [Symbol.asyncDispose]: () => runner[Symbol.asyncDispose](),
    };
  },
  place: async (tensors) => {
    const placed = await cpuEngine.place(tensors);
    return "state" in tensors ? forgetful(placed) : placed;
  },
};

function forgetful(inner: DeviceTensors): DeviceTensors {
  const given: Tensors[] = [];
  return {
    async read() {
      const tensors = copied(await inner.read());
      given.push(tensors);
      return tensors;
    },
    async [Symbol.asyncDispose]() {
      given.flatMap((each) => Object.values(each)).forEach((each) => floatsOf(each).fill(NaN));
      await inner[Symbol.asyncDispose]();
    },
  };
}

import type { DeviceTensors, Engine } from "../../../runtime/engine/engine.ts";
import { EngineError } from "../../../runtime/engine/engine_error.ts";
import { cpuEngine } from "../../../runtime/engine/cpu.ts";
import type { Tensors } from "../../../runtime/engine/tensor.ts";

/** The CPU, with a count of what is open on it, and a call that fails. */
export interface CountingEngine extends Engine {
  /** Sessions, runners and tensors that nobody has let go of. */
  readonly open: number;
  /** The calls so far. */
  readonly calls: number;
}

/** @param failing The call that fails, from 1: none unless given. */
export function countingEngine(failing = Infinity): CountingEngine {
  let [open, calls] = [0, 0];
  const call = async <T>(action: () => Promise<T>): Promise<T> => {
    if (++calls === failing) throw new EngineError(new Error(`call ${calls} fails`));
    return await action();
  };
  const counted = <M>(inner: AsyncDisposable, methods: M): M & AsyncDisposable => {
    open++;
    let isOpen = true;
    return {
      ...methods,
      async [Symbol.asyncDispose]() {
        if (isOpen) open--;
        isOpen = false;
        await inner[Symbol.asyncDispose]();
      },
    };
  };
  const tensors = (inner: DeviceTensors): DeviceTensors =>
    counted(inner, { read: () => call(() => inner.read()) });
  return {
    cost: cpuEngine.cost,
    stepOf: cpuEngine.stepOf,
    device: "cpu",
    threads: 1,
    version: () => cpuEngine.version(),
    get open() {
      return open;
    },
    get calls() {
      return calls;
    },
    session: (model) =>
      call(async () => {
        const inner = await cpuEngine.session(model);
        return counted(inner, { run: (feeds: Tensors) => call(() => inner.run(feeds)) });
      }),
    span: (step, data) =>
      call(async () => {
        const inner = await cpuEngine.span(step, data);
        return counted(inner, {
          run: (state: DeviceTensors, scanned: Tensors) =>
            call(async () => {
              const done = await inner.run(state, scanned);
              return { ...done, state: tensors(done.state) };
            }),
        });
      }),
    place: (given) => call(async () => tensors(await cpuEngine.place(given))),
  };
}

import type { DeviceTensors } from "./engine.ts";

/** The last of some tensors that take each other's place, such as the state of a training. Owns it. */
export class HeldTensors implements AsyncDisposable {
  #current: DeviceTensors;

  constructor(first: DeviceTensors) {
    this.#current = first;
  }

  /** The last ones, which stay owned by this. */
  get current(): DeviceTensors {
    return this.#current;
  }

  /** Takes what comes next and lets go of what was there. */
  async replace(next: DeviceTensors): Promise<void> {
    const before = this.#current;
    this.#current = next;
    await before[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#current[Symbol.asyncDispose]();
  }
}

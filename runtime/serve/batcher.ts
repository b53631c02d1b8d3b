import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { Session } from "../engine/engine.ts";
import type { HostTensor, Tensors } from "../engine/tensor.ts";
import type { ServeLimits } from "./limits.ts";
import { Refusal } from "./refusal.ts";

/** When rows are asked together. */
export interface BatcherOptions
  extends Pick<ServeLimits, "batchRows" | "batchWaitMs" | "waitingRows"> {
  /**
   * How many requests may still bring rows: those that wait are counted among them. Where no other does, none is
   * waited for.
   */
  readonly underWay?: () => number;
  /** Told of each batch. @param rows How many are in it. */
  readonly onBatch?: (rows: number) => void;
}

interface Job {
  readonly inputs: Tensors;
  readonly rows: number;
  readonly resolve: (outputs: Tensors) => void;
  readonly reject: (error: unknown) => void;
}

/** Asks a model for the rows of several requests at once: one call costs far more than a row. */
export class Batcher {
  readonly #session: Session;
  readonly #options: BatcherOptions;
  #waiting: Job[] = [];
  #rows = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;

  constructor(session: Session, options: BatcherOptions) {
    this.#session = session;
    this.#options = options;
  }

  /** How many rows wait to be asked. */
  get waitingRows(): number {
    return this.#rows;
  }

  /**
   * What the model gives for some rows, alone or with those of others.
   * @param inputs Of the model, each of so many rows. @throws {Refusal} If too many wait (503).
   */
  run(inputs: Tensors, rows: number): Promise<Tensors> {
    if (this.#rows > 0 && this.#rows + rows > this.#options.waitingRows) {
      throw new Refusal(503, "Too many rows are waiting", { headers: { "retry-after": "1" } });
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ inputs, rows, resolve, reject });
      this.#rows += rows;
      if (this.#isRunning) return;
      const { batchRows, underWay } = this.#options;
      const isLast = underWay !== undefined && underWay() <= this.#waiting.length;
      if (isLast || this.#rows >= batchRows) this.#start();
      else this.#timer ??= setTimeout(() => this.#start(), this.#options.batchWaitMs);
    });
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isRunning = true;
    void this.#ask();
  }

  /** Asks for all that wait, and for those that come meanwhile. */
  async #ask(): Promise<void> {
    while (this.#waiting.length > 0) {
      const jobs = this.#next();
      const rows = jobs.reduce((sum, job) => sum + job.rows, 0);
      this.#rows -= rows;
      this.#options.onBatch?.(rows);
      try {
        await this.#together(jobs, rows);
      } catch (error) {
        // What is wrong with one request is none of the others' business.
        if (jobs.length === 1) jobs[0].reject(error);
        else for (const job of jobs) await this.#together([job], job.rows).catch(job.reject);
      }
    }
    this.#isRunning = false;
  }

  /** Those that came first, as many as fit. */
  #next(): Job[] {
    let [count, rows] = [0, 0];
    while (count < this.#waiting.length) {
      rows += this.#waiting[count].rows;
      if (count > 0 && rows > this.#options.batchRows) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #together(jobs: readonly Job[], rows: number): Promise<void> {
    // What the model does not read, some bring and others do not.
    const names = Object.keys(jobs[0].inputs)
      .filter((name) => jobs.every(({ inputs }) => name in inputs));
    const inputs = jobs.length === 1 ? jobs[0].inputs : Object.fromEntries(
      names.map((name) => [name, joinRows(jobs.map((job) => job.inputs[name]), rows)]),
    );
    const outputs = await this.#session.run(inputs);
    let start = 0;
    for (const job of jobs) {
      const end = start + job.rows;
      job.resolve(
        Object.fromEntries(
          Object.entries(outputs).map(([name, tensor]) => [name, someRows(tensor, start, end)]),
        ),
      );
      start = end;
    }
  }
}

/** Tensors of the same type, one below the other. */
function joinRows(parts: readonly HostTensor[], rows: number): HostTensor {
  const [{ type, shape }] = parts;
  const shapeOfAll = [rows, ...shape.slice(1)];
  if (type === "string") {
    const data = parts.flatMap((part) => part.type === "string" ? part.data : []);
    return { type, shape: shapeOfAll, data };
  }
  const size = shapeOfAll.reduce((product, dim) => product * dim, 1);
  const data = emptyLike(parts[0], size);
  let at = 0;
  for (const part of parts) {
    if (part.type === "string") throw new InternalError("Tensors of several types");
    data.set(part.data, at);
    at += part.data.length;
  }
  // The array was made by the type.
  return { type, shape: shapeOfAll, data } as HostTensor;
}

function emptyLike({ type }: HostTensor, size: number) {
  if (type === "float32") return new Float32Array(size);
  if (type === "float64") return new Float64Array(size);
  return type === "int32" ? new Int32Array(size) : new Uint8Array(size);
}

function someRows(tensor: HostTensor, start: number, end: number): HostTensor {
  const sizes = tensor.shape.slice(1);
  const size = sizes.reduce((product, dim) => product * dim, 1);
  const data = tensor.data.slice(start * size, end * size);
  // A part of the array is of its type.
  return { type: tensor.type, shape: [end - start, ...sizes], data } as HostTensor;
}

import type { Diagnostic } from "../../dsl/text/diagnostic.ts";
import { InternalError } from "../../dsl/text/diagnostic.ts";
import type { Interruption } from "../files/access.ts";
import type { FromMember, Judging, MemberTask, SharedGround, ToMember } from "./messages.ts";

/** How a training of a comparison ended. */
export type Outcome =
  | { readonly kind: "done"; readonly judging: Judging; readonly resolved: string }
  | { readonly kind: "failed"; readonly diagnostics: readonly Diagnostic[] }
  /** It was not begun, since somebody asked for the end. */
  | { readonly kind: "left" };

/** How trainings are made at once. */
export interface PoolOptions {
  /** What runs in them, and their name; it hears `ToMember` and tells `FromMember`. */
  readonly thread: { readonly module: string; readonly name: string };
  /** How many. */
  readonly threads: number;
  /** Ends all of them between two spans. */
  readonly signal?: Interruption;
  /** Whether what is prepared may be trained beside what was before. */
  readonly mayTrain: (member: number, ground: SharedGround) => boolean;
  /** Told how one goes on. */
  readonly onEpoch: (member: number, epoch: number, epochs: number) => void;
  /** Told what is odd in one. */
  readonly onWarning: (member: number, warning: Diagnostic) => void;
  /** Told how one ended, as soon as it has. */
  readonly onEnd: (member: number, outcome: Outcome) => Promise<void>;
}

const msBetweenLooks = 50;

/** Makes trainings at once, each in a thread of its own. @returns How each ended. */
export async function trainAll(
  tasks: readonly MemberTask[],
  { thread: kind, threads, signal, ...options }: PoolOptions,
): Promise<readonly Outcome[]> {
  // The threads hear no signal themselves.
  const interrupt = new Int32Array(new SharedArrayBuffer(4));
  const look = () => {
    if (signal?.aborted) Atomics.store(interrupt, 0, 1);
  };
  const looking = setInterval(look, msBetweenLooks);
  const outcomes: Outcome[] = tasks.map(() => ({ kind: "left" }));
  let [next, isRefused] = [0, false];
  const work = async () => {
    using thread = openThread(kind);
    while (next < tasks.length && !signal?.aborted && !isRefused) {
      const member = next++;
      const outcome = await trainOne(tasks[member], {
        ...{ thread, interrupt },
        mayTrain: (ground) => {
          const may = options.mayTrain(member, ground);
          isRefused ||= !may;
          return may;
        },
        onEpoch: (epoch, epochs) => options.onEpoch(member, epoch, epochs),
        onWarning: (warning) => options.onWarning(member, warning),
      });
      outcomes[member] = outcome;
      if (outcome.kind !== "left") await options.onEnd(member, outcome);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, work));
  } finally {
    clearInterval(looking);
  }
  return outcomes;
}

/** A thread for trainings, which ends with its scope. */
interface Thread extends Disposable {
  tell(message: ToMember): void;
  hear(listener: (message: FromMember) => void): void;
}

function openThread({ module, name }: PoolOptions["thread"]): Thread {
  const worker = new Worker(module, { type: "module", name });
  let listen: (message: FromMember) => void = () => {};
  worker.onmessage = ({ data }: MessageEvent<FromMember>) => listen(data);
  worker.onerror = (event) => {
    event.preventDefault();
    listen({ kind: "broken", message: event.message });
  };
  return {
    tell: (message) => worker.postMessage(message),
    hear: (listener) => listen = listener,
    [Symbol.dispose]: () => worker.terminate(),
  };
}

interface TrainedOne {
  readonly thread: Thread;
  readonly interrupt: Int32Array;
  readonly mayTrain: (ground: SharedGround) => boolean;
  readonly onEpoch: (epoch: number, epochs: number) => void;
  readonly onWarning: (warning: Diagnostic) => void;
}

function trainOne(
  task: MemberTask,
  { thread, interrupt, mayTrain, onEpoch, onWarning }: TrainedOne,
): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  let judging: Judging = { ranked: {}, expectations: [] };
  thread.hear((message) => {
    switch (message.kind) {
      case "prepared":
        judging = message.judging;
        if (mayTrain(message.ground)) thread.tell({ kind: "go" });
        else resolve({ kind: "left" });
        return;
      case "warning":
        return onWarning(message.warning);
      case "epoch":
        return onEpoch(message.epoch, message.epochs);
      case "done":
        return resolve({ ...message, judging });
      case "failed":
        return resolve(message);
      case "broken":
        return reject(new InternalError(message.message));
    }
  });
  thread.tell({ kind: "train", task, interrupt });
  return promise;
}

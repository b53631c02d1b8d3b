/** The thread of a member: one training after the other, as the thread of the comparison asks for them. */
import { dirname, relative, resolve, sep } from "node:path";
import { printPipeline } from "../../dsl/print/pipeline.ts";
import { type Diagnostic, PenstockError } from "../../dsl/text/diagnostic.ts";
import { isFinished } from "../compare/finished.ts";
import { groundOf } from "../compare/ground.ts";
import type { FromMember, Judging, MemberTask, ToMember } from "../compare/messages.ts";
import type { Prepared } from "../prepare/prepare.ts";
import { identityOf } from "../results/identity.ts";
import { vocabulary } from "../vocabulary.ts";
import { phase } from "./phase.ts";
import { prepareFile } from "./prepare_file.ts";
import { runPreparedFile } from "./run_file.ts";

/** The threads that trainings are made in: this module, which does nothing elsewhere. */
export const memberThread = { module: import.meta.url, name: "penstock member" };

/** What a thread has beside what a module has. */
const thread = globalThis as unknown as {
  readonly name?: string;
  postMessage(message: FromMember): void;
  onmessage: ((event: MessageEvent<ToMember>) => void) | null;
};
const tell = (message: FromMember) => thread.postMessage(message);

let go: () => void = () => {};
if (thread.name === memberThread.name) {
  thread.onmessage = ({ data: message }) => {
    if (message.kind === "go") go();
    else void trained(message.task, message.interrupt);
  };
}

async function trained(task: MemberTask, interrupt: Int32Array): Promise<void> {
  try {
    tell({ kind: "done", resolved: await train(task, interrupt) });
  } catch (error) {
    if (error instanceof PenstockError) {
      tell({ kind: "failed", diagnostics: error.diagnostics.map(withoutCause) });
    } else {
      tell({ kind: "broken", message: error instanceof Error ? error.message : String(error) });
    }
  }
}

/** The errors of the system behind them do not cross threads. */
function withoutCause({ cause: _, ...diagnostic }: Diagnostic): Diagnostic {
  return diagnostic;
}

/** @returns Its pipeline, as it would stand in the folder of the comparison. */
async function train(
  { path, out, workingDirectory, allowed, resume, hasPage, ...choice }: MemberTask,
  interrupt: Int32Array,
): Promise<string> {
  const signal = {
    get aborted() {
      return Atomics.load(interrupt, 0) !== 0;
    },
  };
  const context = { workingDirectory, allowed, signal };
  const onWarning = (warning: Diagnostic) =>
    tell({ kind: "warning", warning: withoutCause(warning) });
  const file = await phase(
    (report) => prepareFile(path, { ...choice, context }, { report }),
    onWarning,
  );
  const identity = await identityOf(file.prepared);
  const mayGo = new Promise<void>((resolve) => go = resolve);
  tell({
    kind: "prepared",
    ground: groundOf(file.prepared, identity),
    judging: judgingOf(file.prepared),
  });
  await mayGo;
  const { pipeline } = file.prepared.program;
  const [from, to] = [
    dirname(resolve(workingDirectory, path)),
    dirname(resolve(workingDirectory, out)),
  ];
  const pathOf = (path: string) => relative(to, resolve(from, path)).replaceAll(sep, "/");
  const resolved = printPipeline(pipeline, vocabulary, { pathOf });
  if (resume && await isFinished(out, { workingDirectory, identity })) return resolved;
  await runPreparedFile(path, file, {
    ...choice,
    ...{ context, out, signal, hasPage, resume: resume && "if unfinished" },
    listener: {
      onWarning,
      onEpoch: ({ epoch }, epochs) => tell({ kind: "epoch", epoch, epochs }),
    },
  });
  return resolved;
}

function judgingOf({ program: { pipeline: { metrics, expectations } } }: Prepared): Judging {
  const ranked = metrics.flatMap(({ definition: { name, better } }) =>
    better ? [[name, better] as const] : []
  );
  return { ranked: { ...Object.fromEntries(ranked), loss: "lower" }, expectations };
}

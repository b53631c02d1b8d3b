import { finiteness, nextName, statesOf, type StepGraph } from "../../compiler/step/step_graph.ts";
import type { Session, SpanResult, SpanRunner } from "./engine.ts";
import { onHost } from "./host_tensors.ts";
import { intsOf, tensorNamed, type Tensors } from "./tensor.ts";

/** A step, and the data that its session is fed in every span. */
export interface FedStep {
  readonly step: StepGraph;
  readonly data: Tensors;
}

/** Spans as calls of one session, whose model is the `Scan` of a step. The session goes with the runner. */
export function spansInSession(session: Session, { step, data }: FedStep): SpanRunner {
  return {
    run: async (state, scanned) =>
      resultOf(await session.run({ ...await state.read(), ...data, ...scanned }), step),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

/** What a call of such a session gives. */
export function resultOf(results: Tensors, step: StepGraph): SpanResult {
  const { reported, after = reported } = step;
  const inputs = statesOf(step).map(({ input }) => input);
  const states = inputs.map((input) => [input.name, tensorNamed(results, nextName(input))]);
  const reports = Object.keys(after).filter((name) => name !== finiteness).map((
    name,
  ) => [name, tensorNamed(results, name)]);
  return {
    state: onHost(Object.fromEntries(states)),
    reported: Object.fromEntries(reports),
    isFinite: intsOf(results[finiteness])[0] === 1,
  };
}

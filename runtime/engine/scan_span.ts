import { finiteness, nextName, statesOf, type StepGraph } from "../../compiler/step/step_graph.ts";
import type { Session, SpanResult, SpanRunner } from "./engine.ts";
import { onHost } from "./host_tensors.ts";
import { intsOf, tensorNamed, type Tensors } from "./tensor.ts";

/** Spans as calls of one session, whose model is the `Scan` of a step. The session goes with the runner. */
export function spansInSession(session: Session, step: StepGraph): SpanRunner {
  return {
    async run(state, { captured, scanned }) {
      const feeds = { ...await state.read(), ...await captured.read(), ...scanned };
      return resultOf(await session.run(feeds), step);
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function resultOf(results: Tensors, step: StepGraph): SpanResult {
  const { reported, after = reported } = step;
  const inputs = statesOf(step).map(({ input }) => input);
  const states = inputs.map((input) => [input.name, tensorNamed(results, nextName(input))]);
  const reports = Object.keys(after).map((name) => [name, tensorNamed(results, name)]);
  return {
    state: onHost(Object.fromEntries(states)),
    reported: Object.fromEntries(reports),
    isFinite: intsOf(results[finiteness])[0] === 1,
  };
}

import { type Diagnostic, warning } from "../../dsl/text/diagnostic.ts";
import type { Span } from "../../dsl/text/span.ts";
import type { CompilerPipeline } from "../vocabulary/vocabulary.ts";
import type { LayerPlan, ModelPlan } from "./model_plan.ts";

/** Factors of learning rate and decay that change nothing: of a decay of 0, or of what is not trained. */
export function checkFactors(
  { optimizer, schedules, train }: CompilerPipeline,
  { layers }: ModelPlan,
): Diagnostic[] {
  if (!optimizer || !train) return [];
  const { weight_decay } = optimizer.arguments;
  const decays = weight_decay > 0 || schedules.some(({ label }) => label === "weight_decay");
  const { decay } = optimizer.argumentSpans;
  const without = decays ? undefined : noDecay(optimizer.definition.name);
  const found = [
    ...decay && without ? [{ span: decay, argument: "decay", why: without }] : [],
    ...layers.flatMap((layer) => idleFactors(layer, without)),
  ];
  // A layer in a block that is called twice was written once.
  return [...new Map(found.map((each) => [each.span.start, each])).values()].map(idleFactor);
}

interface Idle {
  readonly span: Span;
  readonly argument: string;
  readonly why: Why;
}

/** Why a factor changes nothing, and what to do. */
type Why = Pick<Diagnostic, "help"> & { readonly because: string };

const notTrained: Why = {
  because: "the parameters of this layer are not trained",
  help: "Remove it, or train them: trainable = true",
};

function noDecay(optimizer: string): Why {
  return {
    because: `the weight_decay of "${optimizer}" is 0`,
    help: "Write how much decays, such as weight_decay = 0.01, or remove it",
  };
}

/** @param without Why nothing decays, if nothing does. */
function idleFactors({ call }: LayerPlan, without: Why | undefined): Idle[] {
  const { lr_factor, decay_factor } = call.argumentSpans;
  const frozen = call.arguments.trainable === false ? notTrained : undefined;
  const idle = (argument: string, span: Span | undefined, why: Why | undefined) =>
    span && why ? [{ span, argument, why }] : [];
  return [
    ...idle("lr_factor", lr_factor, frozen),
    ...idle("decay_factor", decay_factor, frozen ?? without),
  ];
}

function idleFactor({ span, argument, why: { because, help } }: Idle): Diagnostic {
  return warning("W0316", span, { message: `"${argument}" changes nothing: ${because}`, help });
}

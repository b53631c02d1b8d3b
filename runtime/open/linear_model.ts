import type { Call, File, Stage, WrittenLayer } from "../../dsl/syntax/ast.ts";
import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { Report } from "../../dsl/text/report.ts";
import type { Span } from "../../dsl/text/span.ts";

/** Arguments of a last layer that hold for its own inputs alone. */
const ofItsInputs = ["weight", "bias"];

/**
 * The file with its last layer alone as the model, as `--linear` says: a linear model, with a `flatten` before it
 * where there is one. Fails where the last layer is none (E0535).
 */
export function withLinearModel(file: File, report: Report): File {
  const at = file.items.findIndex((item) => item.kind === "stage" && item.keyword.text === "model");
  const model = file.items[at];
  // Without a model, or one that cannot be read, there is more to say elsewhere.
  if (model?.kind !== "stage" || !model.block) return file;
  const last = model.block.at(-1);
  if (!isCallOf(last, "linear")) return report.fail(notLinear(last?.span ?? model.span));
  const flatten = model.block.find((layer) => isCallOf(layer, "flatten"));
  const linear: Stage = { ...model, block: [...flatten ? [flatten] : [], withoutValues(last)] };
  return { ...file, items: file.items.with(at, linear) };
}

function isCallOf(layer: WrittenLayer | undefined, name: string): layer is Call {
  return layer?.kind === "call" && layer.name.text === name;
}

function withoutValues(call: Call): Call {
  const kept = call.arguments.filter(({ name, value }) =>
    !ofItsInputs.includes(name?.text ?? "") || value.kind !== "list"
  );
  return { ...call, arguments: kept };
}

function notLinear(span: Span): Diagnostic {
  return error("E0535", span, {
    message: "--linear takes the last layer alone, and this is not linear(...)",
    help: "Compare with a pipeline of its own instead",
  });
}

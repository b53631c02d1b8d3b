import { type Checked, type Diagnostic, unwrap } from "../../dsl/text/diagnostic.ts";
import type { File } from "../../dsl/syntax/ast.ts";
import { parse } from "../../dsl/syntax/parse.ts";

/** The sample of the design page: every kind of line. */
export const example = `pipe 1
seed 7

param hidden: int in 1..4096 = 8 "units in the hidden layer"

load csv("../data/iris.csv", target = species)
split holdout(valid = 20%, test = 20%, seed = 7)
scale standard # after the split
model {
  hidden: linear(hidden)
  relu

  linear(classes)
}
loss cross_entropy
optimizer sgd(lr = 0.01)
train(epochs = 20, batch = 1, shuffle = false)
metric accuracy, f1
expect accuracy in 0.89..0.94 on test
`;

/** Blocks in blocks, and words of the language where names and values stand. */
export const nestedExample = `pipe 1
param act: relu | tanh | train = relu
param part: train | test = test

load csv("../data/cars.csv", target = "Model Year", ignore = [split, load])
model {
  "Model Year": linear(8)
  train: residual {
    linear(8)
    sequential {
      relu
    }
    tanh
  }
  repeat(2) {
    loss: linear(8)
    activation(act)
  }
  linear(classes)
}
loss mse
train(epochs = 3, evaluate = [train, test])
metric split: mae, "top 5": accuracy
expect split in 0..1 on test
`;

/** Parses a text under a fixed name. */
export function parseText(text: string): Checked<File> {
  return parse({ name: "x.pipe", text });
}

/** The items of a text without mistakes after its first line, and without spans. */
// deno-lint-ignore no-explicit-any -- compared with literals
export function itemsOf(lines: string): any[] {
  const { items } = unwrap(parseText(`pipe 1\n${lines}`));
  return withoutSpans(items.slice(1)) as unknown[];
}

/** The diagnostics of a text with mistakes. */
export function diagnosticsOf(text: string): readonly Diagnostic[] {
  const result = parseText(text);
  return result.ok ? [] : result.diagnostics;
}

function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => name !== "span");
  return Object.fromEntries(fields.map(([name, each]) => [name, withoutSpans(each)]));
}

import type { Source } from "../../dsl/text/span.ts";

/** Steps of the built-in training: one epoch of it. */
export const trialSteps = 10;

const [batch, kinds] = [24, ["calm", "warm", "wild"]];

/**
 * A small training with data of its own, so that it can be made wherever Penstock is: four numbers that say which of
 * three kinds something is, as those of iris do.
 */
export function smallPipeline(): Source {
  const cells = Array.from({ length: trialSteps * batch }, (_, row) => cellsOf(row));
  const lines = [
    "pipe 1",
    `load rows([${cells.join(", ")}], target = kind, columns = [a, b, c, d, kind])`,
    "model {",
    "  hidden: linear(8)",
    "  relu",
    "  scores: linear(classes)",
    "}",
    "loss cross_entropy",
    "optimizer sgd(lr = 0.1, momentum = 0.9)",
    `train(epochs = 1, batch = ${batch})`,
  ];
  return { name: "doctor.pipe", text: lines.join("\n") + "\n" };
}

/** A row around the middle of its kind; sines take the place of chance. */
function cellsOf(row: number): string {
  const kind = row % kinds.length;
  const numbers = [0, 1, 2, 3].map((column) =>
    (Math.cos(2 * kind + column) + 0.4 * Math.sin(1.7 * row + 2.3 * column)).toFixed(3)
  );
  return `[${numbers.join(", ")}, "${kinds[kind]}"]`;
}

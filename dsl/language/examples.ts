/** What a stage looks like, shown where one is missing or misshapen. */
export const examples = {
  load: 'load csv("iris.csv", target = species)',
  split: "split holdout(test = 20%, seed = 7)",
  column: "column plan: category",
  impute: "impute median, most_frequent",
  encode: "encode one_hot",
  scale: "scale standard",
  scale_target: "scale_target standard",
  model: "model { linear(classes) }",
  loss: "loss cross_entropy",
  optimizer: "optimizer sgd(lr = 0.01)",
  schedule: "schedule cosine",
  train: "train(epochs = 20, batch = 32)",
  metric: "metric accuracy",
  device: "device cuda",
} as const;

const otherExamples = {
  pipe: "pipe 1",
  seed: "seed 7",
  param: "param hidden: int in 1..4096 = 8",
  expect: "expect accuracy in 0.9..1.0 on test",
  use: 'use "base.pipe"',
};

/** An example of the line that a keyword starts; nothing for another word. */
export function exampleOf(keyword: string): string | undefined {
  const known: Readonly<Record<string, string>> = { ...examples, ...otherExamples };
  return Object.hasOwn(known, keyword) ? known[keyword] : undefined;
}

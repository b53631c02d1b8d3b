import { advice, namesAt, ours } from "./meaning.ts";

const leftOut = advice("Leave the argument out");

/** Words that stand for values. */
export const foreignValues = namesAt("value", [
  ["True", "Python", ours("true")],
  ["yes, on", "others", ours("true")],
  ["False", "Python", ours("false")],
  ["no, off", "others", ours("false")],
  ["None", "Python", leftOut],
  ["n_classes, num_classes, output_dim", "PyTorch, scikit-learn", ours("classes")],
  ["n_features, num_features, input_dim, in_features", "PyTorch, scikit-learn", ours("features")],
  ["n_samples, num_samples, n_rows", "scikit-learn", ours("rows")],
  ["null, nil", "others", leftOut],
]);

/** Parts of the rows. */
export const foreignParts = namesAt("part", [
  ["training", "others", ours("train")],
  ["validation, val, dev", "Keras, others", ours("valid")],
  ["testing, holdout", "others", ours("test")],
]);

/** Types of parameters. */
export const foreignTypes = namesAt("type", [
  ["integer, long", "others", ours("int")],
  ["number, double, real, float32, float64", "others", ours("float")],
  ["bool", "Python", ours("boolean")],
  ["str, text", "Python, others", ours("string")],
  [
    "enum, choice, Literal",
    "Python, others",
    advice("Write the words to choose from:", "param act: relu | tanh = relu"),
  ],
]);

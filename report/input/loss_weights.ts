/**
 * The argument by which the loss of a pipeline counts some classes more than others, such as `class_weights`;
 * nothing where it counts all alike. What it answers is then no estimate of how probable a class is.
 * @param resolved The pipeline with everything written out.
 */
export function classWeighting(resolved: string): string | undefined {
  const [, given = ""] = /^loss \w+\(([\s\S]*?)\)$/m.exec(resolved) ?? [];
  const [, argument, weight] = /\b(class_weights|pos_weight|alpha) = (\[[^\]]*\]|[^,\s)]+)/
    .exec(given) ?? [];
  if (argument === undefined || weight === "none") return undefined;
  const weights = weight.replaceAll(/[[\]\s]/g, "").split(",").filter((each) => each !== "");
  const areAlike = argument === "pos_weight"
    ? weights.every((each) => Number(each) === 1)
    : weights.every((each) => each === weights[0]) && weight.startsWith("[");
  return areAlike ? undefined : argument;
}

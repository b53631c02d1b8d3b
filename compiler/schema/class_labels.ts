/**
 * The numbers that classes are, where all of them are whole numbers written as usual, which int32 holds: then
 * the labels of a model are numbers; `01` and `1.0` are texts.
 */
export function wholeNumbers(classes: readonly string[]): Int32Array | undefined {
  const numbers = Int32Array.from(classes, Number);
  return classes.every((name, code) => String(numbers[code]) === name) ? numbers : undefined;
}

import type { Predictions } from "./predictions.ts";

/** The answers of one model for some rows, and then for others. @param parts At least one. */
export function joinPredictions(parts: readonly Predictions[]): Predictions {
  const [first] = parts;
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const numbers = (of: (part: Predictions) => Float32Array) => joined(parts.map(of), Float32Array);
  switch (first.kind) {
    case "classes":
      return {
        ...first,
        rows,
        label: parts.flatMap((part) => part.kind === "classes" ? part.label : []),
        probability: numbers((part) => part.kind === "classes" ? part.probability : none),
      };
    case "labels":
      return {
        ...first,
        rows,
        label: joined(
          parts.map((part) => part.kind === "labels" ? part.label : new Int32Array()),
          Int32Array,
        ),
        probability: numbers((part) => part.kind === "labels" ? part.probability : none),
      };
    case "numbers":
      return {
        ...first,
        rows,
        prediction: numbers((part) => part.kind === "numbers" ? part.prediction : none),
      };
  }
}

const none = new Float32Array();

function joined<T extends Float32Array | Int32Array>(
  parts: readonly T[],
  Typed: new (length: number) => T,
): T {
  const all = new Typed(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

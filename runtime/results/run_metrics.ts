import type { Metrics } from "../../report/input/metrics.ts";

/** What a model says of its own training; nothing where it was not judged, or its text cannot be read. */
export function runMetrics(text: string): Metrics | undefined {
  if (text === "") return undefined;
  try {
    const metrics: unknown = JSON.parse(text);
    const isOurs = typeof metrics === "object" && metrics !== null && "parts" in metrics &&
      typeof metrics.parts === "object" && metrics.parts !== null;
    // Written as `metricsJson` writes it, by whoever wrote the model.
    return isOurs ? metrics as Metrics : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

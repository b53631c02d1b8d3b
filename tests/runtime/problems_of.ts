import { type Diagnostic, PenstockError } from "../../dsl/text/diagnostic.ts";

/** The problems that `action` throws; none if it throws nothing. */
export function problemsOf(action: () => unknown): readonly Diagnostic[] {
  try {
    action();
  } catch (error) {
    if (error instanceof PenstockError) return error.diagnostics;
    throw error;
  }
  return [];
}

/** The problems that a promise ends with; none if it ends well. */
export async function problemsOfAsync(promise: Promise<unknown>): Promise<readonly Diagnostic[]> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof PenstockError) return error.diagnostics;
    throw error;
  }
  return [];
}

/** Code and place of each problem, as `E0408 data.csv:2, column "x"`. */
export function summaryOf(problems: readonly Diagnostic[]): readonly string[] {
  return problems.map(({ code, place }) => place ? `${code} ${place}` : code);
}

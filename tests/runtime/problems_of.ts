import { type Diagnostic, PenstockError, unwrap } from "../../dsl/text/diagnostic.ts";
import { type Report, reported, reportedSync } from "../../dsl/text/report.ts";

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

/** The problems that a phase reports; none if it goes well. */
export function problemsReported(
  phase: (report: Report) => unknown,
): Promise<readonly Diagnostic[]> {
  return problemsOfAsync(valueOfAsync(async (report) => await phase(report)));
}

/** Code and place of each problem, as `E0408 data.csv:2, column "x"`. */
export function summaryOf(problems: readonly Diagnostic[]): readonly string[] {
  return problems.map(({ code, place }) => place ? `${code} ${place}` : code);
}

/** What a phase gives. @throws {PenstockError} With what it reports. */
export function valueOf<T>(phase: (report: Report) => T): T {
  return unwrap(reportedSync(phase));
}

/** The same for a phase that takes its time. */
export async function valueOfAsync<T>(phase: (report: Report) => Promise<T>): Promise<T> {
  return unwrap(await reported(phase));
}

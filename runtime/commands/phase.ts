import { type Diagnostic, unwrap } from "../../dsl/text/diagnostic.ts";
import { type Report, reported } from "../../dsl/text/report.ts";
import { engineFailed } from "../engine/engine_diagnostics.ts";
import { EngineError } from "../engine/engine_error.ts";

/**
 * A phase of a command: what follows needs its value. What the engine gives up on is one of its mistakes.
 * @param warn Told of the warnings of a phase that went well.
 * @throws {PenstockError} With every reason why there is no value.
 */
export async function phase<T>(
  action: (report: Report) => T | Promise<T>,
  warn?: (warning: Diagnostic) => void,
): Promise<T> {
  const result = await reported(async (report) => {
    try {
      return await action(report);
    } catch (error) {
      if (error instanceof EngineError) return report.fail(engineFailed(error));
      throw error;
    }
  });
  return unwrap(result, warn);
}

import { type Diagnostic, unwrap } from "../../dsl/text/diagnostic.ts";
import { type Report, reported } from "../../dsl/text/report.ts";
import { tellingEngineErrors } from "../engine/engine_diagnostics.ts";

/**
 * A phase of a command: what follows needs its value.
 * @param warn Told of the warnings of a phase that went well.
 * @throws {PenstockError} With every reason why there is no value.
 */
export async function phase<T>(
  action: (report: Report) => T | Promise<T>,
  warn?: (warning: Diagnostic) => void,
): Promise<T> {
  return await tellingEngineErrors(async () => unwrap(await reported(action), warn));
}

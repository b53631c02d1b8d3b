import { type Diagnostic, error } from "../../dsl/text/diagnostic.ts";
import type { CudaProblem, CudaProblemKind } from "./cuda_problem.ts";

/** The code of each kind where CUDA is set up, E0611 to E0619. */
const codes: Readonly<Record<CudaProblemKind, string>> = {
  unsupported_system: "E0611",
  library_missing: "E0612",
  no_providers: "E0613",
  wrong_version: "E0614",
  library_unusable: "E0615",
  no_driver: "E0616",
  driver_too_old: "E0616",
  no_device: "E0617",
  no_such_device: "E0617",
  device_too_old: "E0617",
  wrong_numbers: "E0618",
  failed: "E0619",
  not_set_up: "E0619",
  damaged: "E0619",
  loaded_too_late: "E0619",
};

/** What keeps CUDA from being set up, for people. */
export function cudaNotSetUp({ kind, cause, remedy }: CudaProblem): Diagnostic {
  return error(codes[kind], {}, { message: cause, help: remedy });
}

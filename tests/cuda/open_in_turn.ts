/** Loads libraries one after the other, and says which is missing for the first that needs one. */
import { CudaProblem } from "../../runtime/cuda/cuda_problem.ts";
import { openLibrary } from "../../runtime/cuda/shared_library.ts";

for (const path of Deno.args) {
  try {
    openLibrary(path, {});
  } catch (error) {
    if (!(error instanceof CudaProblem)) throw error;
    console.log(error.kind, /lib\w+\.so\.\d+/.exec(error.cause)?.[0]);
    break;
  }
}

/** Loads CUDA and then ONNX Runtime, and says what became of it: no process can do that twice. */
import { encodeModel } from "../../../compiler/backends/onnx/encode.ts";
import { CudaProblem } from "../../../runtime/cuda/cuda_problem.ts";
import { type CudaInstallation, readInstallation } from "../../../runtime/cuda/installation.ts";
import { loadCuda } from "../../../runtime/cuda/load_cuda.ts";
import { loadedFrom } from "../../../runtime/cuda/shared_library.ts";

function outcome(installation: CudaInstallation): string {
  try {
    loadCuda(installation);
    return "fine";
  } catch (error) {
    return error instanceof CudaProblem ? error.kind : String(error);
  }
}

// The test has written one.
const installation = (await readInstallation())!;
const thread = globalThis as unknown as { postMessage?: (message: string) => void };
if (thread.postMessage) thread.postMessage(outcome(installation));
else {
  loadCuda(installation);
  const ort = await import("onnxruntime-node");
  const scalar = { elementType: "float32", shape: [1] } as const;
  const session = await ort.InferenceSession.create(encodeModel({
    graph: {
      name: "sum",
      inputs: [{ name: "x", ...scalar }],
      outputs: [{ name: "y", ...scalar }],
      initializers: [],
      nodes: [{ opType: "Add", inputs: ["x", "x"], outputs: ["y"] }],
    },
  }));
  const { y } = await session.run({ x: new ort.Tensor("float32", [1.5], [1]) });
  const worker = new Worker(import.meta.url, { type: "module" });
  const inWorker = await new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
  });
  worker.terminate();
  console.log(JSON.stringify({
    loaded: loadedFrom("libonnxruntime.so.1"),
    version: ort.env.versions.node,
    sum: [...y?.data as Float32Array],
    again: outcome(installation),
    inWorker,
    elsewhere: outcome({ ...installation, providers: `${installation.providers}.elsewhere` }),
  }));
}

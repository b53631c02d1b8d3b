/** Whether a graphics card computes: asked in a process of its own, which may die of what it loads. */
import { encodeModel } from "../../compiler/backends/onnx/encode.ts";
import { cudaFailed, CudaProblem, wrongNumbers } from "../cuda/cuda_problem.ts";
import { loadCuda } from "../cuda/load_cuda.ts";
import { type CudaDevice, probeCuda, requireInstallation } from "../cuda/probe_cuda.ts";

/** What the process answers, as JSON on its last line. */
type Answer =
  | { readonly device: CudaDevice; readonly numbers: readonly number[] }
  | { readonly problem: Pick<CudaProblem, "kind" | "cause" | "remedy"> };

/** Two steps of x W + b from [1, 2]: every number on the way has few binary digits, so none is rounded. */
const [weights, bias, start] = [[1, 2, 3, 4], [0.5, -1], [1, 2]];
const expected = [35, 50];

/**
 * Computes two steps on the first graphics card with what is installed in a folder.
 * @returns The card. @throws {CudaProblem} If it cannot be used, or computes something else.
 */
export async function testCuda(folder: string): Promise<CudaDevice> {
  const answer = await ask(folder);
  if ("problem" in answer) throw new CudaProblem(answer.problem.kind, answer.problem);
  const { device, numbers } = answer;
  if (numbers.join() !== expected.join()) throw wrongNumbers(numbers, expected);
  return device;
}

async function ask(folder: string): Promise<Answer> {
  const { stdout, stderr, code, signal } = await new Deno.Command(denoCommand(), {
    args: [
      ...["run", "--quiet", "--no-prompt", "--cached-only", "--allow-read", "--allow-ffi"],
      ...["--allow-env=PENSTOCK_CUDA", import.meta.url],
    ],
    env: { PENSTOCK_CUDA: folder, NVIDIA_TF32_OVERRIDE: "0" },
    stdin: "null",
  }).output();
  const [said, complaint] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)) as // A map keeps the length.
  [string, string];
  if (code === 0) return JSON.parse(said.trimEnd().split("\n").at(-1) ?? "");
  throw cudaFailed(
    "two steps",
    signal === null ? complaint.trim().split("\n")[0] ?? "" : `the end of the process, ${signal}`,
  );
}

/** This Deno; where only one by its name may be started, that. */
function denoCommand(): string {
  const command = Deno.execPath();
  const { state } = Deno.permissions.querySync({ name: "run", command });
  return state === "granted" ? command : "deno";
}

async function answer(): Promise<Answer> {
  try {
    const installation = await requireInstallation();
    const device = await probeCuda(0);
    if (device instanceof CudaProblem) throw device;
    loadCuda(installation);
    return { device, numbers: await twoSteps() };
  } catch (error) {
    const { kind, cause, remedy } = error instanceof CudaProblem
      ? error
      : cudaFailed("two steps", error instanceof Error ? error.message : String(error));
    return { problem: { kind, cause, remedy } };
  }
}

async function twoSteps(): Promise<readonly number[]> {
  const ort = await import("onnxruntime-node");
  const session = await ort.InferenceSession.create(stepModel(), {
    executionProviders: ["cuda"],
    logSeverityLevel: 4,
    extra: { session: { disable_cpu_ep_fallback: "1" } },
  });
  let x = new ort.Tensor("float32", Float32Array.from(start), [1, 2]);
  for (let step = 0; step < 2; step++) x = (await session.run({ x }))["y"] as typeof x;
  await session.release();
  return [...x.data];
}

function stepModel(): Uint8Array {
  const row = { elementType: "float32", shape: [1, 2] } as const;
  const stored = (name: string, shape: readonly number[], values: readonly number[]) =>
    ({ name, elementType: "float32", shape, data: Float32Array.from(values) }) as const;
  return encodeModel({
    graph: {
      name: "step",
      inputs: [{ name: "x", ...row }],
      outputs: [{ name: "y", ...row }],
      initializers: [stored("W", [2, 2], weights), stored("b", [2], bias)],
      nodes: [
        { opType: "MatMul", inputs: ["x", "W"], outputs: ["xW"] },
        { opType: "Add", inputs: ["xW", "b"], outputs: ["y"] },
      ],
    },
  });
}

if (import.meta.main) console.log(JSON.stringify(await answer()));

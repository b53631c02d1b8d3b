import { type CudaDevice, type CudaSetUp, cudaVersionText } from "../../mod.ts";

const gigabyte = 2 ** 30;

/** What is set up, and where. */
export function describeCudaSetUp(
  { folder, onnxruntime, libraries, isNew }: CudaSetUp,
): string {
  const what = isNew ? "CUDA is set up" : "CUDA is set up already";
  return [`${what} for ONNX Runtime ${onnxruntime}, in ${folder}; it loads`, ...libraries]
    .join("\n  ");
}

/** A graphics card, and that it computes. */
export function describeCudaDevice(
  { index, name, memory, driver, capability }: CudaDevice,
): string {
  const size = (memory.total / gigabyte).toFixed(1);
  return `cuda:${index} is ${name}: ${size} GB, compute capability ${capability}, driver for ` +
    `CUDA ${cudaVersionText(driver)}\ntwo steps computed there: the numbers are right`;
}

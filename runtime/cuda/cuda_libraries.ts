/** A library of CUDA 13 that ONNX Runtime's provider needs, and the packages that have it. */
export interface CudaLibrary {
  /** As the linker asks for it. */
  readonly name: string;
  /** On PyPI. */
  readonly python: string;
  /** In NVIDIA's repository for Debian and Ubuntu. */
  readonly debian: string;
}

/** The library that is asked what graphics cards there are. */
export const runtimeOfCuda = "libcudart.so.13";

/** All of them, in the order in which they are loaded: each needs none that comes after it. */
export const cudaLibraries: readonly CudaLibrary[] = [
  { name: runtimeOfCuda, python: "nvidia-cuda-runtime~=13.0", debian: "cuda-cudart-13-0" },
  { name: "libcublasLt.so.13", python: "nvidia-cublas~=13.0", debian: "libcublas-13-0" },
  { name: "libcublas.so.13", python: "nvidia-cublas~=13.0", debian: "libcublas-13-0" },
  { name: "libcurand.so.10", python: "nvidia-curand~=10.0", debian: "libcurand-13-0" },
];

/** cuDNN: no pipeline of ours needs it, and it is loaded where it is there. */
export const optionalLibrary = "libcudnn.so.9";

/** The library of the driver, which comes with the driver and no package of CUDA. */
export const driverLibrary = "libcuda.so.1";

/** ONNX Runtime and what it loads from its own folder, in the order in which they are loaded. */
export const runtimeLibraries = {
  runtime: "libonnxruntime.so.1",
  shared: "libonnxruntime_providers_shared.so",
  cuda: "libonnxruntime_providers_cuda.so",
} as const;

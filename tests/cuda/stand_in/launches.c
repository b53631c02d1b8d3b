/* Kernels, counted and not executed, streams, events and graphs: part of libcudart.so.13. */
#include <stdlib.h>
#include <string.h>
#include "cudart.h"

/* The kernels of a library, which registers them when it is loaded: their names in the trace. */
static struct { const void *function; const char *name; } *kernels;
static size_t kernel_count, kernel_room;

void **__cudaRegisterFatBinary(void *code) {
  static void *handle;
  return &handle;
}
void __cudaRegisterFatBinaryEnd(void **handle) {}
void __cudaUnregisterFatBinary(void **handle) {}
void __cudaRegisterVar(void) {}
void __cudaRegisterFunction(
  void **handle, const void *function, char *device_function, const char *name
) {
  if (kernel_count == kernel_room) {
    kernel_room = kernel_room ? 2 * kernel_room : 1024;
    kernels = realloc(kernels, kernel_room * sizeof *kernels);
    if (!kernels) abort();
  }
  kernels[kernel_count].function = function;
  kernels[kernel_count++].name = name;
}
static const char *name_of(const void *function) {
  for (size_t i = 0; i < kernel_count; i++) {
    if (kernels[i].function == function) return kernels[i].name;
  }
  return "";
}

/* A launch, in each of its forms. */
static cudaError_t launched(const void *function) {
  cuda_stand_in_count(LAUNCHES, 1);
  if (getenv("CUDA_STAND_IN_TRACE")) cuda_stand_in_note("launch", 1, name_of(function));
  return cudaSuccess;
}
cudaError_t __cudaLaunchKernel(
  void *kernel, dim3 grid, dim3 block, void **arguments, size_t shared, cudaStream_t stream
) { return launched(kernel); }
cudaError_t cudaLaunchKernel(
  const void *function, dim3 grid, dim3 block, void **arguments, size_t shared,
  cudaStream_t stream
) { return launched(function); }
cudaError_t cudaLaunchKernelExC(
  const void *configuration, const void *function, void **arguments
) { return launched(function); }
cudaError_t cudaLaunchCooperativeKernel(
  const void *function, dim3 grid, dim3 block, void **arguments, size_t shared,
  cudaStream_t stream
) { return launched(function); }
cudaError_t cudaLaunchHostFunc(cudaStream_t stream, void (*function)(void *), void *data) {
  function(data);
  return cudaSuccess;
}

/* What `kernel<<<grid, block, shared, stream>>>()` is made of. */
static __thread struct { dim3 grid, block; size_t shared; void *stream; } configuration;

unsigned __cudaPushCallConfiguration(dim3 grid, dim3 block, size_t shared, void *stream) {
  configuration.grid = grid;
  configuration.block = block;
  configuration.shared = shared;
  configuration.stream = stream;
  return 0;
}
cudaError_t __cudaPopCallConfiguration(dim3 *grid, dim3 *block, size_t *shared, void *stream) {
  *grid = configuration.grid;
  *block = configuration.block;
  *shared = configuration.shared;
  *(void **)stream = configuration.stream;
  return cudaSuccess;
}
cudaError_t __cudaGetKernel(void **kernel, const void *function) {
  *kernel = (void *)function;
  return cudaSuccess;
}

/* What is asked of kernels before they are launched. */
cudaError_t cudaFuncGetAttributes(struct cudaFuncAttributes *attributes, const void *function) {
  memset(attributes, 0, sizeof *attributes);
  attributes->maxThreadsPerBlock = 1024;
  attributes->numRegs = 32;
  return cudaSuccess;
}
cudaError_t cudaFuncSetAttribute(
  const void *function, int attribute, int value
) { return cudaSuccess; }
cudaError_t cudaKernelSetAttributeForDevice(void) { return cudaSuccess; }
cudaError_t cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
  int *blocks, const void *function, int size, size_t shared, unsigned flags
) {
  *blocks = 8;
  return cudaSuccess;
}
cudaError_t cudaLibraryLoadData(void **library, const void *code) {
  *library = (void *)1;
  return cudaSuccess;
}
cudaError_t cudaLibraryGetKernel(void **kernel, void *library, const char *name) {
  *kernel = (void *)name;
  return cudaSuccess;
}
cudaError_t cudaLibraryUnload(void *library) { return cudaSuccess; }
cudaError_t cudaGetDriverEntryPointByVersion(
  const char *symbol, void **function, unsigned version, unsigned long long flags, int *status
) {
  *function = NULL;
  if (status) *status = 1; /* there is no such symbol */
  return cudaSuccess;
}

/* Streams: everything is done when it is asked for, so a wait has nothing to wait for. */
static cudaError_t handle_in(void **handle) {
  *handle = malloc(1);
  return *handle ? cudaSuccess : failed(cudaErrorMemoryAllocation);
}
cudaError_t cudaStreamCreate(void **stream) { return handle_in(stream); }
cudaError_t cudaStreamCreateWithFlags(void **stream, unsigned flags) { return handle_in(stream); }
cudaError_t cudaStreamDestroy(void *stream) {
  free(stream);
  return cudaSuccess;
}
cudaError_t cudaStreamSynchronize(void *stream) {
  cuda_stand_in_count(STREAM_SYNCS, 1);
  cuda_stand_in_note("stream-sync", 1, "");
  return cudaSuccess;
}
cudaError_t cudaStreamWaitEvent(void *stream, void *event, unsigned flags) { return cudaSuccess; }

/* Events. */
cudaError_t cudaEventCreate(void **event) { return handle_in(event); }
cudaError_t cudaEventCreateWithFlags(void **event, unsigned flags) { return handle_in(event); }
cudaError_t cudaEventDestroy(void *event) {
  free(event);
  return cudaSuccess;
}
cudaError_t cudaEventRecord(void *event, void *stream) { return cudaSuccess; }
cudaError_t cudaEventSynchronize(void *event) {
  cuda_stand_in_count(EVENT_SYNCS, 1);
  cuda_stand_in_note("event-sync", 1, "");
  return cudaSuccess;
}
cudaError_t cudaEventElapsedTime(float *milliseconds, void *start, void *end) {
  *milliseconds = 1;
  return cudaSuccess;
}

/* Graphs: what is captured is counted as it is captured, and a start of the graph as one launch. */
cudaError_t cudaStreamIsCapturing(void *stream, int *status) {
  *status = 0;
  return cudaSuccess;
}
cudaError_t cudaStreamBeginCapture(void *stream, int mode) { return cudaSuccess; }
cudaError_t cudaStreamEndCapture(void *stream, void **graph) {
  *graph = (void *)1;
  return cudaSuccess;
}
cudaError_t cudaGraphInstantiate(void **executable, void *graph, unsigned long long flags) {
  *executable = (void *)1;
  return cudaSuccess;
}
cudaError_t cudaGraphLaunch(void *executable, void *stream) { return launched(executable); }
cudaError_t cudaGraphDestroy(void *graph) { return cudaSuccess; }
cudaError_t cudaGraphExecDestroy(void *executable) { return cudaSuccess; }

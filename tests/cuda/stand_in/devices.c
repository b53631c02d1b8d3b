/* Devices, versions and what went wrong: part of libcudart.so.13. */
#include <string.h>
#include "cudart.h"

static __thread int device;
static __thread cudaError_t last;

int current_device(void) { return device; }

cudaError_t failed(int error) { return last = error; }

/* CUDA 13.0, for which the provider is made; the environment says what the driver has. */
cudaError_t cudaRuntimeGetVersion(int *version) {
  *version = 13000;
  return cudaSuccess;
}
cudaError_t cudaDriverGetVersion(int *version) {
  *version = machine_driver();
  return cudaSuccess;
}

cudaError_t cudaGetDeviceCount(int *count) {
  *count = 0;
  if (machine_refusal()) return failed(machine_refusal());
  *count = machine_devices();
  return cudaSuccess;
}
static cudaError_t refusal_of(int number) {
  if (machine_refusal()) return failed(machine_refusal());
  int is_there = number >= 0 && number < machine_devices() && number < MOST_DEVICES;
  return is_there ? cudaSuccess : failed(cudaErrorInvalidDevice);
}
cudaError_t cudaSetDevice(int number) {
  cudaError_t refusal = refusal_of(number);
  if (!refusal) device = number;
  return refusal;
}
cudaError_t cudaGetDevice(int *number) {
  if (machine_refusal()) return failed(machine_refusal());
  *number = device;
  return cudaSuccess;
}
cudaError_t cudaDeviceSynchronize(void) {
  cuda_stand_in_count(DEVICE_SYNCS, 1);
  cuda_stand_in_note("device-sync", 1, "");
  return cudaSuccess;
}

/* What the device can do is what an H100 can. */
cudaError_t cudaGetDeviceProperties(struct cudaDeviceProp *p, int number) {
  cudaError_t refusal = refusal_of(number);
  if (refusal) return refusal;
  memset(p, 0, sizeof *p);
  strcpy(p->name, "Stand-in");
  p->major = 9;
  p->multiProcessorCount = 132;
  p->maxThreadsPerBlock = 1024;
  p->maxThreadsPerMultiProcessor = 2048;
  p->warpSize = 32;
  p->totalGlobalMem = machine_memory();
  p->sharedMemPerBlock = 48 << 10;
  p->sharedMemPerBlockOptin = 227 << 10;
  p->sharedMemPerMultiprocessor = 228 << 10;
  p->regsPerBlock = p->regsPerMultiprocessor = 65536;
  p->maxGridSize[0] = 2147483647;
  p->maxGridSize[1] = p->maxGridSize[2] = 65535;
  p->maxThreadsDim[0] = p->maxThreadsDim[1] = 1024;
  p->maxThreadsDim[2] = 64;
  p->l2CacheSize = 50 << 20;
  p->concurrentKernels = p->cooperativeLaunch = p->memoryPoolsSupported = p->unifiedAddressing = 1;
  return cudaSuccess;
}
cudaError_t cudaDeviceGetAttribute(int *value, enum cudaDeviceAttr attribute, int number) {
  cudaError_t refusal = refusal_of(number);
  if (refusal) return refusal;
  switch (attribute) {
    case cudaDevAttrMaxThreadsPerBlock: *value = 1024; break;
    case cudaDevAttrWarpSize: *value = 32; break;
    case cudaDevAttrMultiProcessorCount: *value = 132; break;
    case cudaDevAttrMaxThreadsPerMultiProcessor: *value = 2048; break;
    case cudaDevAttrComputeCapabilityMajor: *value = 9; break;
    case cudaDevAttrComputeCapabilityMinor: *value = 0; break;
    case cudaDevAttrMaxSharedMemoryPerBlock: *value = 48 << 10; break;
    case cudaDevAttrMaxSharedMemoryPerBlockOptin: *value = 227 << 10; break;
    case cudaDevAttrMaxSharedMemoryPerMultiprocessor: *value = 228 << 10; break;
    default: *value = 1; /* what is asked else is whether it can do something */
  }
  return cudaSuccess;
}

/* The words of the real runtime. */
#define NAMED(error) error, #error
static const struct { cudaError_t error; const char *name, *text; } errors[] = {
  {NAMED(cudaSuccess), "no error"},
  {NAMED(cudaErrorMemoryAllocation), "out of memory"},
  {NAMED(cudaErrorInvalidMemcpyDirection), "invalid copy direction for memcpy"},
  {
    NAMED(cudaErrorInsufficientDriver),
    "CUDA driver version is insufficient for CUDA runtime version"
  },
  {NAMED(cudaErrorNoDevice), "no CUDA-capable device is detected"},
  {NAMED(cudaErrorInvalidDevice), "invalid device ordinal"},
};
enum { ERRORS = sizeof errors / sizeof *errors };

const char *cudaGetErrorName(cudaError_t error) {
  for (int i = 0; i < ERRORS; i++) if (errors[i].error == error) return errors[i].name;
  return "unrecognized error code";
}
const char *cudaGetErrorString(cudaError_t error) {
  for (int i = 0; i < ERRORS; i++) if (errors[i].error == error) return errors[i].text;
  return "unrecognized error code";
}
cudaError_t cudaGetLastError(void) {
  cudaError_t error = last;
  last = cudaSuccess;
  return error;
}
cudaError_t cudaPeekAtLastError(void) { return last; }

/* Memory of the device, which is memory of the host, and copies: part of libcudart.so.13. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include "cudart.h"

/* Before each piece of memory stands a page that says how large it is and whose. */
enum { PAGE = 4096 };
struct piece {
  int64_t bytes;
  int device;
};
static int64_t used[MOST_DEVICES];

/* Pages of the system: zeros, and nothing is taken from the machine until somebody writes there. */
cudaError_t cudaMalloc(void **pointer, size_t bytes) {
  *pointer = NULL;
  if (machine_refusal()) return failed(machine_refusal());
  int device = current_device();
  int64_t after = __atomic_add_fetch(&used[device], bytes, __ATOMIC_RELAXED);
  void *at = MAP_FAILED;
  if (after <= machine_memory()) {
    at = mmap(NULL, PAGE + bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  }
  if (at == MAP_FAILED) {
    __atomic_sub_fetch(&used[device], bytes, __ATOMIC_RELAXED);
    return failed(cudaErrorMemoryAllocation);
  }
  *(struct piece *)at = (struct piece){bytes, device};
  *pointer = (char *)at + PAGE;
  cuda_stand_in_count(MALLOCS, 1);
  cuda_stand_in_note("malloc", bytes, "");
  return cudaSuccess;
}

cudaError_t cudaFree(void *pointer) {
  if (!pointer) return cudaSuccess;
  struct piece *piece = (struct piece *)((char *)pointer - PAGE);
  __atomic_sub_fetch(&used[piece->device], piece->bytes, __ATOMIC_RELAXED);
  munmap(piece, PAGE + piece->bytes);
  return cudaSuccess;
}

cudaError_t cudaMallocFromPoolAsync(
  void **pointer, size_t bytes, void *pool, cudaStream_t stream
) { return cudaMalloc(pointer, bytes); }
cudaError_t cudaFreeAsync(void *pointer, cudaStream_t stream) { return cudaFree(pointer); }

cudaError_t cudaMemGetInfo(size_t *available, size_t *total) {
  if (machine_refusal()) return failed(machine_refusal());
  *total = machine_memory();
  int64_t left = machine_memory() - __atomic_load_n(&used[current_device()], __ATOMIC_RELAXED);
  *available = left > 0 ? left : 0;
  return cudaSuccess;
}

/* Memory of the host that the device can read: plain memory, not counted. */
cudaError_t cudaHostAlloc(void **pointer, size_t bytes, unsigned flags) {
  int refusal = posix_memalign(pointer, 256, bytes ? bytes : 1);
  return refusal ? failed(cudaErrorMemoryAllocation) : cudaSuccess;
}
cudaError_t cudaMallocHost(
  void **pointer, size_t bytes
) { return cudaHostAlloc(pointer, bytes, 0); }
cudaError_t cudaFreeHost(void *pointer) {
  free(pointer);
  return cudaSuccess;
}

/* A copy that does not say its direction is refused: it could not be counted. */
static cudaError_t copied(size_t bytes, enum cudaMemcpyKind direction) {
  static const struct { enum counted copies, bytes; const char *word; } kinds[] = {
    [cudaMemcpyHostToDevice] = {COPIES_UP, BYTES_UP, "up"},
    [cudaMemcpyDeviceToHost] = {COPIES_DOWN, BYTES_DOWN, "down"},
    [cudaMemcpyDeviceToDevice] = {COPIES_ACROSS, BYTES_ACROSS, "across"},
  };
  if (direction > cudaMemcpyDeviceToDevice) return failed(cudaErrorInvalidMemcpyDirection);
  if (direction == cudaMemcpyHostToHost) return cudaSuccess;
  cuda_stand_in_count(kinds[direction].copies, 1);
  cuda_stand_in_count(kinds[direction].bytes, bytes);
  cuda_stand_in_note(kinds[direction].word, bytes, "");
  return cudaSuccess;
}

cudaError_t cudaMemcpy(void *to, const void *from, size_t bytes, enum cudaMemcpyKind direction) {
  if (bytes) memcpy(to, from, bytes);
  return copied(bytes, direction);
}
cudaError_t cudaMemcpyAsync(
  void *to, const void *from, size_t bytes, enum cudaMemcpyKind direction, cudaStream_t stream
) {
  return cudaMemcpy(to, from, bytes, direction);
}
cudaError_t cudaMemcpy2DAsync(
  void *to, size_t to_pitch, const void *from, size_t from_pitch, size_t width, size_t height,
  enum cudaMemcpyKind direction, cudaStream_t stream
) {
  for (size_t row = 0; row < height; row++) {
    memcpy((char *)to + row * to_pitch, (const char *)from + row * from_pitch, width);
  }
  return copied(width * height, direction);
}
/* A symbol is in the code of the device, which is not there. */
cudaError_t cudaMemcpyFromSymbol(
  void *to, const void *symbol, size_t bytes, size_t offset, enum cudaMemcpyKind direction
) {
  memset(to, 0, bytes);
  return copied(bytes, direction);
}

cudaError_t cudaMemset(void *pointer, int value, size_t bytes) {
  memset(pointer, value, bytes);
  cuda_stand_in_count(MEMSETS, 1);
  cuda_stand_in_note("memset", bytes, "");
  return cudaSuccess;
}
cudaError_t cudaMemsetAsync(
  void *pointer, int value, size_t bytes, cudaStream_t stream
) { return cudaMemset(pointer, value, bytes); }

/* No pointer is known to the device: the provider then takes it as memory of the host. */
cudaError_t cudaPointerGetAttributes(
  struct cudaPointerAttributes *attributes, const void *pointer
) {
  memset(attributes, 0, sizeof *attributes);
  return cudaSuccess;
}

/* Pools of memory: there is one, which keeps nothing back. */
cudaError_t cudaMemPoolCreate(void **pool, const void *properties) {
  *pool = (void *)1;
  return cudaSuccess;
}
cudaError_t cudaMemPoolDestroy(void *pool) { return cudaSuccess; }
cudaError_t cudaMemPoolGetAttribute(void *pool, int attribute, void *value) {
  *(unsigned long long *)value = 0;
  return cudaSuccess;
}
cudaError_t cudaMemPoolSetAttribute(void *pool, int attribute, void *value) { return cudaSuccess; }
cudaError_t cudaMemPoolTrimTo(void *pool, size_t bytes) { return cudaSuccess; }

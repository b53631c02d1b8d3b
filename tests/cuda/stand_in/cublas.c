/* libcublas.so.13: a product of matrices counts as one launch and is not computed. */
#include "stand_in.h"

/* The products, and the other calls that start a kernel, by their names. */
#define STARTS_KERNEL(name) int name(void) { cuda_stand_in_library_call(#name); return 0; }
STARTS_KERNEL(cublasSgemm_v2)
STARTS_KERNEL(cublasDgemm_v2)
STARTS_KERNEL(cublasGemmEx)
STARTS_KERNEL(cublasSgemmBatched)
STARTS_KERNEL(cublasDgemmBatched)
STARTS_KERNEL(cublasGemmBatchedEx)
STARTS_KERNEL(cublasSgemmStridedBatched)
STARTS_KERNEL(cublasDgemmStridedBatched)
STARTS_KERNEL(cublasGemmStridedBatchedEx)
STARTS_KERNEL(cublasSgeam)
STARTS_KERNEL(cublasDgeam)
STARTS_KERNEL(cublasScopy_v2)
STARTS_KERNEL(cublasDcopy_v2)
STARTS_KERNEL(cublasSscal_v2)
STARTS_KERNEL(cublasSgetrfBatched)
STARTS_KERNEL(cublasDgetrfBatched)
STARTS_KERNEL(cublasSgetriBatched)
STARTS_KERNEL(cublasDgetriBatched)

/* The handle, and how it computes: the mode is in the trace, since 3 is TF32. */
int cublasCreate_v2(void **handle) {
  *handle = (void *)1;
  return 0;
}
int cublasDestroy_v2(void *handle) { return 0; }
int cublasSetStream_v2(void *handle, void *stream) { return 0; }
int cublasGetMathMode(void *handle, int *mode) {
  *mode = 0;
  return 0;
}
int cublasSetMathMode(void *handle, int mode) {
  cuda_stand_in_note("math-mode", mode, "");
  return 0;
}
const char *cublasGetStatusName(
  int status
) { return status ? "stand-in" : "CUBLAS_STATUS_SUCCESS"; }
const char *cublasGetStatusString(int status) { return status ? "stand-in" : "success"; }

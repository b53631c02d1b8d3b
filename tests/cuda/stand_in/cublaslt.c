/* libcublasLt.so.13: as libcublas.so.13. */
#include <stddef.h>
#include <string.h>
#include "stand_in.h"

/* What starts a kernel. */
int cublasLtMatmul(void) {
  cuda_stand_in_library_call("cublasLtMatmul");
  return 0;
}
int cublasLtMatrixTransform(void) {
  cuda_stand_in_library_call("cublasLtMatrixTransform");
  return 0;
}

/* What describes a product: nothing is kept of it. */
static int handle_in(void **handle) {
  *handle = (void *)1;
  return 0;
}
int cublasLtCreate(void **handle) { return handle_in(handle); }
int cublasLtDestroy(void *handle) { return 0; }
int cublasLtMatmulDescCreate(void **description) { return handle_in(description); }
int cublasLtMatmulDescDestroy(void *description) { return 0; }
int cublasLtMatmulDescSetAttribute(void) { return 0; }
int cublasLtMatrixLayoutCreate(void **layout) { return handle_in(layout); }
int cublasLtMatrixLayoutDestroy(void *layout) { return 0; }
int cublasLtMatrixLayoutSetAttribute(void) { return 0; }
int cublasLtMatrixTransformDescCreate(void **description) { return handle_in(description); }
int cublasLtMatrixTransformDescDestroy(void *description) { return 0; }
int cublasLtMatmulPreferenceCreate(void **preference) { return handle_in(preference); }
int cublasLtMatmulPreferenceDestroy(void *preference) { return 0; }
int cublasLtMatmulPreferenceSetAttribute(void) { return 0; }

/* The way in which it is computed: one is found, and all zeros will do. */
enum { RESULT_BYTES = 96 };
int cublasLtMatmulAlgoInit(void) { return 0; }
int cublasLtMatmulAlgoConfigSetAttribute(void) { return 0; }
int cublasLtMatmulAlgoGetHeuristic(
  void *handle, void *operation, void *a, void *b, void *c, void *d, void *preference,
  int wanted, void *results, int *found
) {
  memset(results, 0, RESULT_BYTES);
  *found = 1;
  return 0;
}

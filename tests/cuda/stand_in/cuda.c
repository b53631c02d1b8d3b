/* libcuda.so.1: the driver, as far as it is asked. */
#include <stddef.h>
#include "stand_in.h"

/* What it answers when it cannot. */
enum { NO_DEVICE = 100, NOT_SUPPORTED = 801 };

int cuInit(unsigned flags) { return machine_devices() > 0 ? 0 : NO_DEVICE; }
int cuDriverGetVersion(int *version) {
  *version = machine_driver();
  return 0;
}
int cuDeviceGetCount(int *count) {
  *count = machine_devices();
  return 0;
}
int cuTensorMapEncodeTiled(void) { return NOT_SUPPORTED; }

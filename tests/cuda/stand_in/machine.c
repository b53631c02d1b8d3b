/* Which machine is played. Deno.env.set reaches getenv, so one process can play several. */
#include <stdlib.h>
#include "driver_types.h"
#include "stand_in.h"

static int64_t said(const char *variable, int64_t otherwise) {
  const char *text = getenv(variable);
  return text && *text ? strtoll(text, NULL, 10) : otherwise;
}

int machine_devices(void) { return said("CUDA_STAND_IN_DEVICES", 1); }
int machine_driver(void) { return said("CUDA_STAND_IN_DRIVER", 13000); }
int64_t machine_memory(void) { return said("CUDA_STAND_IN_MEMORY", 80ll << 30); }

/* The driver is looked at first, as the real runtime does. */
int machine_refusal(void) {
  if (machine_driver() < 13000) return cudaErrorInsufficientDriver;
  return machine_devices() > 0 ? cudaSuccess : cudaErrorNoDevice;
}

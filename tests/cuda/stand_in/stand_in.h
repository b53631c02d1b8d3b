/* What the libraries of the stand-in share: what they count, and which machine they play. */
#ifndef STAND_IN_H
#define STAND_IN_H
#include <stdint.h>

/* What is counted, in the order of cuda_stand_in_counts; ../counts.ts has the same. */
enum counted {
  LAUNCHES,      /* kernels, products of matrices and graphs that were started */
  MEMSETS,       /* fills of memory on the device */
  COPIES_UP,     /* from the host to the device */
  BYTES_UP,
  COPIES_DOWN,   /* from the device to the host */
  BYTES_DOWN,
  COPIES_ACROSS, /* from the device to the device */
  BYTES_ACROSS,
  STREAM_SYNCS,  /* waits of the host for a stream */
  DEVICE_SYNCS,  /* waits of the host for the device */
  EVENT_SYNCS,   /* waits of the host for an event */
  MALLOCS,       /* pieces of memory taken on the device */
  COUNTED
};

/* counts.c, in libcudart.so.13: adds to a count. Callable from all threads. */
void cuda_stand_in_count(enum counted what, int64_t much);
/* Writes an event to the trace, where there is one: a word, a number and, of a kernel, its name. */
void cuda_stand_in_note(const char *what, int64_t number, const char *name);
/* A product of matrices or another call of a library that starts one kernel. */
void cuda_stand_in_library_call(const char *name);

/* machine.c, in each library that asks: read from the environment at every call. */
#define OWN __attribute__((visibility("hidden")))
/* How many devices there are: CUDA_STAND_IN_DEVICES, else 1. */
OWN int machine_devices(void);
/* The newest CUDA that the driver has, as 13000: CUDA_STAND_IN_DRIVER. */
OWN int machine_driver(void);
/* The memory of each device in bytes: CUDA_STAND_IN_MEMORY, else 80 GiB. */
OWN int64_t machine_memory(void);
/* What the runtime answers when it looks for devices, as a cudaError_t: 0, 35 or 100. */
OWN int machine_refusal(void);

#endif

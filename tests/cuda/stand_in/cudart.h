/* What the files of libcudart.so.13 share. */
#ifndef CUDART_H
#define CUDART_H
#include <stddef.h>
#include "driver_types.h"
#include "stand_in.h"

enum { MOST_DEVICES = 64 };

/* devices.c: the device of this thread. */
OWN int current_device(void);
/* Remembers what went wrong for cudaGetLastError of this thread, and gives it back. */
OWN cudaError_t failed(int error);

#endif

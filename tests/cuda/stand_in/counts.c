/* What is counted, and the trace: part of libcudart.so.13. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include "stand_in.h"

static int64_t counts[COUNTED];

void cuda_stand_in_count(enum counted what, int64_t much) {
  __atomic_fetch_add(&counts[what], much, __ATOMIC_RELAXED);
}

/* For tests, by FFI: all counts since the last reset, in the order of `enum counted`. */
void cuda_stand_in_counts(int64_t *out) {
  for (int i = 0; i < COUNTED; i++) out[i] = __atomic_load_n(&counts[i], __ATOMIC_RELAXED);
}

/* For tests, by FFI: all counts start again from zero. */
void cuda_stand_in_reset(void) {
  for (int i = 0; i < COUNTED; i++) __atomic_store_n(&counts[i], 0, __ATOMIC_RELAXED);
}

/* The trace: every event in its order, one a line, to the file of CUDA_STAND_IN_TRACE. */
static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER;
static FILE *trace;

void cuda_stand_in_note(const char *what, int64_t number, const char *name) {
  const char *path = getenv("CUDA_STAND_IN_TRACE");
  if (!path || !*path) return;
  pthread_mutex_lock(&writing);
  if (!trace) trace = fopen(path, "w");
  if (trace) {
    fprintf(trace, "%s %ld%s%s\n", what, (long)number, *name ? " " : "", name);
    fflush(trace);
  }
  pthread_mutex_unlock(&writing);
}

void cuda_stand_in_library_call(const char *name) {
  cuda_stand_in_count(LAUNCHES, 1);
  cuda_stand_in_note("gemm", 1, name);
}

/* At exit, where CUDA_STAND_IN_REPORT is set, the counts go to stderr. */
static void report(void) {
  const char *wanted = getenv("CUDA_STAND_IN_REPORT");
  if (!wanted || !*wanted) return;
  int64_t n[COUNTED];
  cuda_stand_in_counts(n);
  fprintf(stderr, "stand-in: launches %ld, memsets %ld, ", n[LAUNCHES], n[MEMSETS]);
  fprintf(stderr, "copies up %ld (%ld B), ", n[COPIES_UP], n[BYTES_UP]);
  fprintf(stderr, "down %ld (%ld B), ", n[COPIES_DOWN], n[BYTES_DOWN]);
  fprintf(stderr, "across %ld (%ld B), ", n[COPIES_ACROSS], n[BYTES_ACROSS]);
  fprintf(stderr, "syncs of streams %ld, of the device %ld, ", n[STREAM_SYNCS], n[DEVICE_SYNCS]);
  fprintf(stderr, "of events %ld, mallocs %ld\n", n[EVENT_SYNCS], n[MALLOCS]);
}

__attribute__((constructor)) static void start(void) { atexit(report); }

/* libcurand.so.10: the provider is linked to it and calls nothing of it. */
int curand_stand_in;

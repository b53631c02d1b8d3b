/**
 * How much is read of files that others wrote: more than any table that fits beside a model, and less than
 * takes a machine down.
 * @module
 */

/** Of a packed file once it is unpacked, in bytes; a small file can claim to be any size. */
export const maxUnpackedBytes: number = 2 ** 30;

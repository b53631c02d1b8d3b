/**
 * How much is read of files that others wrote: more than any table that fits beside a model, and less than
 * takes a machine down.
 * @module
 */

/** Of a packed file once it is unpacked, in bytes; a small file can claim to be any size. */
export const maxUnpackedBytes: number = 2 ** 30;

/** Of a row of a table as text, in bytes: a quote that is never closed makes one row of all that follows. */
export const maxRowBytes: number = 2 ** 26;

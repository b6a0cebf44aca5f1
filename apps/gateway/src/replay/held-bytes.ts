/** Bytes of an answer that are held, so that it can be compared with another. */
export const HELD_BYTES = 1024 * 1024;

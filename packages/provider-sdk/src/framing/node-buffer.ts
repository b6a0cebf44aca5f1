/**
 * Node's Buffer where its types are at hand, else the Uint8Array that it is: whoever reads our declarations needs no
 * types of Node's.
 *
 * @internal For a reader of the reference it is a Buffer.
 */
export type NodeBuffer = typeof globalThis extends { readonly Buffer: { isBuffer(value: unknown): value is infer B } } ? B : Uint8Array;

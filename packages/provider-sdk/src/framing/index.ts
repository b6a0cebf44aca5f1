/**
 * Streams of bytes cut into frames, wherever the pieces end: server-sent events, JSON by lines or in an array, AWS's event stream.
 *
 * @module
 */

export { decoderOf } from './decoder-of.ts';
export { eventData } from './event-data.ts';
export { EventSplitter, type OnEvent } from './event-splitter.ts';
export type { FrameDecoder } from './frame-decoder.ts';
export type { NodeBuffer } from './node-buffer.ts';

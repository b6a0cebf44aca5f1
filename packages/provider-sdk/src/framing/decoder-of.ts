import type { Framing } from '../codec.ts';
import { AwsEventStreamDecoder } from './aws-event-stream.ts';
import type { FrameDecoder } from './frame-decoder.ts';
import { JsonArrayDecoder } from './json-array.ts';
import { NdjsonDecoder } from './ndjson.ts';
import { SseDecoder } from './sse.ts';

/** Cuts a provider's streams into frames. */
export function decoderOf(framing: Framing): FrameDecoder {
  switch (framing) {
    case 'sse':
      return new SseDecoder();
    case 'ndjson':
      return new NdjsonDecoder();
    case 'aws-event-stream':
      return new AwsEventStreamDecoder();
    case 'json-array':
      return new JsonArrayDecoder();
  }
}

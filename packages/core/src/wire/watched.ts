import { isFaultError } from '@sluice/provider-sdk';
import type { StreamEnd } from '../streams/event-relay.ts';
import type { ByteSource } from './bytes.ts';

/** A source that remembers how it ended, for the record. */
export function watched(source: ByteSource): { readonly source: ByteSource; readonly ended: () => StreamEnd } {
  let end: StreamEnd = { fault: undefined, usage: undefined };
  return {
    ended: () => end,
    source: {
      pipe: (sink) =>
        source.pipe({
          data: (chunk) => sink.data(chunk),
          end: () => sink.end(),
          fail(error) {
            end = { fault: isFaultError(error) ? error.fault : { kind: 'stream_broken', message: error.message }, usage: undefined };
            sink.fail(error);
          },
        }),
      pause: () => source.pause(),
      resume: () => source.resume(),
      cancel: () => source.cancel(),
    },
  };
}

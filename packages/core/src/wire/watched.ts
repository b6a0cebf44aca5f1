import { isFaultError } from '@sluice/provider-sdk';
import type { StreamEnd } from '../streams/event-relay.ts';
import type { ByteSource } from './bytes.ts';

const WELL: StreamEnd = { fault: undefined, usage: undefined };

/**
 * A source that remembers how it ended, for the record.
 *
 * @param onEnd Told once, also where nobody wants the rest.
 */
export function watched(
  source: ByteSource,
  onEnd: (end: StreamEnd) => void,
): { readonly source: ByteSource; readonly ended: () => StreamEnd } {
  let ended: StreamEnd | undefined;
  const end = (how: StreamEnd) => {
    if (ended) return;
    ended = how;
    onEnd(how);
  };
  return {
    ended: () => ended ?? WELL,
    source: {
      pipe: (sink) =>
        source.pipe({
          data: (chunk) => sink.data(chunk),
          end() {
            end(WELL);
            sink.end();
          },
          fail(error) {
            end({ fault: isFaultError(error) ? error.fault : { kind: 'stream_broken', message: error.message }, usage: undefined });
            sink.fail(error);
          },
        }),
      pause: () => source.pause(),
      resume: () => source.resume(),
      cancel() {
        source.cancel();
        end(WELL);
      },
    },
  };
}

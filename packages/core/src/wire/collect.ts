import { ResumedSource, type ByteSource } from './bytes.ts';
import { callerGone, type Departure } from './departure.ts';

/** A body that fitted, or the head of one that did not with the rest still to come. */
export type Collected = { readonly whole: true; readonly bytes: Buffer } | { readonly whole: false; readonly source: ByteSource };

/**
 * Reads a body to its end, or to `limit` bytes. Rejects when the source fails before either, so a reply cut
 * short is an error and never half an answer; and when the caller goes, for a closed connection says nothing more.
 */
export function collect(source: ByteSource, limit: number, departure: Departure): Promise<Collected> {
  return new Promise((resolve, reject) => {
    departure.onGone(() => {
      source.cancel();
      reject(callerGone());
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let sink: Parameters<ByteSource['pipe']>[0] | undefined;
    source.pipe({
      data(chunk) {
        if (sink) return sink.data(chunk);
        chunks.push(chunk);
        size += chunk.length;
        if (size > limit) {
          source.pause();
          const rest: ByteSource = {
            pipe(next) {
              sink = next;
              source.resume();
            },
            pause: () => source.pause(),
            resume: () => source.resume(),
            cancel: () => source.cancel(),
          };
          resolve({ whole: false, source: new ResumedSource(chunks, rest) });
        }
      },
      end() {
        if (sink) sink.end();
        else resolve({ whole: true, bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) });
      },
      fail(error) {
        if (sink) sink.fail(error);
        else reject(error);
      },
    });
  });
}

import { FaultError, type Fault, type Json, type Operation, type SameDialect, type StreamReader } from '@sluice/provider-sdk';

/** Reads the stream of a provider that speaks chat itself: its chunks, mended where it has words of its own. */
export function chatReader(operation: Operation, errorAsFault: (event: unknown) => Fault): StreamReader {
  const { mend } = operation as SameDialect;
  return {
    read({ data, failed }) {
      if (typeof data !== 'object' || data === null || Array.isArray(data)) return [];
      const chunk = data as Json;
      if (failed || (chunk['error'] !== undefined && chunk['error'] !== null)) throw new FaultError(errorAsFault(chunk));
      return [mend?.chunk ? mend.chunk(chunk) : chunk];
    },
    end: () => [],
  };
}

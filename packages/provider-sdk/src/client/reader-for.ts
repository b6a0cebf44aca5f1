import type { Json, StreamReader } from '../codec.ts';
import type { SameDialect } from '../operation.ts';
import type { Means } from './means.ts';
import { failureIn } from './read-failure.ts';
import { byReader } from './told-fault.ts';
import type { WrittenRequest } from './written-request.ts';

/** Reads a stream's frames; what an author's reader throws that is no fault, or gives that is no list, is an answer that cannot be read. */
export function readerFor({ operation, asked }: Pick<WrittenRequest, 'operation' | 'asked'>, means: Means): StreamReader {
  const reader = byReader(means, () => operation.codec?.stream?.reader(asked) ?? ownReader(operation as SameDialect, means));
  return { read: (frame) => byReader(means, () => [...reader.read(frame)]), end: () => byReader(means, () => [...reader.end()]) };
}

/** Reads the stream of a provider that speaks the operation's dialect itself: its events, mended where it has words of its own. */
function ownReader({ dialect, mend }: SameDialect, means: Means): StreamReader {
  const isChat = dialect === 'openai-chat' || dialect === 'openai-completions';
  return {
    read({ data, failed }) {
      if (failed) throw failureIn(data, means);
      if (typeof data !== 'object' || data === null || Array.isArray(data)) return [];
      const event = mend?.chunk ? mend.chunk(data as Json) : (data as Json);
      if (isChat ? isChatError(event) : event['type'] === 'error') throw failureIn(event, means);
      // A sign of life, which says nothing.
      return dialect === 'anthropic-messages' && event['type'] === 'ping' ? [] : [event];
    },
    end: () => [],
  };
}

/** An error stands under `error`, or is the event itself: then it has a message, and no choices. */
const isChatError = ({ error, object, choices, message }: Json): boolean =>
  (error !== undefined && error !== null) || object === 'error' || (choices === undefined && typeof message === 'string');

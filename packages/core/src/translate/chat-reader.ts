import { FaultError, type Fault, type Json, type Operation, type SameDialect, type StreamReader } from '@sluice/provider-sdk';

/** Reads the stream of a provider that speaks chat itself: its chunks, mended where it has words of its own. */
export function chatReader(operation: Operation, errorAsFault: (event: unknown) => Fault): StreamReader {
  const { mend } = operation as SameDialect;
  let last: Json | undefined;
  let done = false;
  let finished = false;
  let called = false;
  return {
    read({ data, failed }) {
      if (data === '[DONE]') done = true;
      if (typeof data !== 'object' || data === null || Array.isArray(data)) return [];
      const chunk = mend?.chunk ? mend.chunk(data as Json) : (data as Json);
      if (failed || isError(chunk)) throw new FaultError(errorAsFault(chunk));
      for (const { delta, finish_reason: finish } of choicesIn(chunk)) {
        if (finish) finished = true;
        if (Array.isArray(delta?.['tool_calls']) && delta['tool_calls'].length > 0) called = true;
        last = chunk;
      }
      return [chunk];
    },
    // Some end an answer by its mark alone; the other dialects cannot do without a reason.
    end: () =>
      done && !finished && last
        ? [{ ...last, usage: undefined, choices: [{ index: 0, delta: {}, finish_reason: called ? 'tool_calls' : 'stop' }] }]
        : [],
  };
}

interface Choice {
  readonly delta?: Json | null;
  readonly finish_reason?: unknown;
}

const choicesIn = (chunk: Json): readonly Choice[] => (Array.isArray(chunk['choices']) ? (chunk['choices'] as readonly Choice[]) : []);

/** An error stands under `error`, or is the event itself: then it has a message, and no choices. */
const isError = ({ error, object, choices, message }: Json): boolean =>
  (error !== undefined && error !== null) || object === 'error' || (choices === undefined && typeof message === 'string');

import type { Json } from '../codec.ts';
import type { Dialect } from '../operation.ts';

/** Watches a stream's events for the one that says that the answer is whole. */
export interface StreamEnd {
  readonly note: (event: Json) => void;
  /** The answer is whole, whatever becomes of the connection. */
  readonly whole: () => boolean;
  /** Nothing can follow. */
  readonly over: () => boolean;
}

/** Events that end a stream of the Responses API. Source: openai-node, 2026-08-21. */
const RESPONSE_ENDS: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed', 'response.cancelled']);

const MESSAGE_ENDS: ReadonlySet<unknown> = new Set(['message_stop']);

/** The last events of OpenAI's streams of pictures and sound. Source: openai-node, 2026-08-21. */
const MEDIA_ENDS: ReadonlySet<unknown> = new Set([
  'transcript.text.done',
  'speech.audio.done',
  'image_generation.completed',
  'image_edit.completed',
]);

const MEDIA_EVENT = /^(?:transcript\.text|speech\.audio|image_generation|image_edit)\./;

/** How a dialect's streams end; `call` is what was asked. */
export function streamEndOf(dialect: Dialect, { n }: Json): StreamEnd {
  if (dialect === 'openai-chat' || dialect === 'openai-completions') return choicesEnd(typeof n === 'number' && n > 1 ? n : 1);
  if (dialect === 'openai-responses') return lastEventEnd(RESPONSE_ENDS);
  return dialect === 'anthropic-messages' ? lastEventEnd(MESSAGE_ENDS) : mediaEnd();
}

/** Every answer that was asked for gives its reason; the token counts may come behind. */
function choicesEnd(asked: number): StreamEnd {
  const finished = new Set<unknown>();
  return {
    note({ choices }) {
      if (!Array.isArray(choices)) return;
      for (const { index, finish_reason: reason } of choices as readonly { readonly index?: unknown; readonly finish_reason?: unknown }[])
        if (reason !== undefined && reason !== null && reason !== '') finished.add(asked > 1 ? index : 0);
    },
    whole: () => finished.size >= asked,
    over: () => false,
  };
}

function lastEventEnd(ends: ReadonlySet<unknown>): StreamEnd {
  let ended = false;
  return {
    note({ type }) {
      ended ||= ends.has(type);
    },
    whole: () => ended,
    over: () => ended,
  };
}

/** Where the events are in OpenAI's words there is a last one; other streams end with their connection. */
function mediaEnd(): StreamEnd {
  let marked = false;
  let ended = false;
  let any = false;
  return {
    note({ type }) {
      any = true;
      ended ||= MEDIA_ENDS.has(type);
      marked ||= typeof type === 'string' && MEDIA_EVENT.test(type);
    },
    whole: () => ended || (any && !marked),
    over: () => false,
  };
}

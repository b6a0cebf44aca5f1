import type { Dialect, Fault } from '@sluice/provider-sdk';
import { eventData } from '@sluice/provider-sdk/framing';
import { errorMembers } from '../error-body.ts';
import { usageWithTier } from './usage-with-tier.ts';

/** What one event means for the stream it is part of. */
export type EventMeaning =
  /** A comment: no event at all. */
  | 'comment'
  /** One piece of the answer. */
  | 'piece'
  /** One piece of an answer whose kind has a last event of its own. */
  | 'part'
  /** The piece that says why the answer ended. */
  | 'finish'
  /** The mark behind the last event. */
  | 'done'
  /** The provider's own word that it failed. */
  | 'error';

/** What a door's dialect says about the events of its streams. */
export interface StreamDialect {
  meaning(bytes: Buffer, start: number, end: number): EventMeaning;
  /** The last event of a stream that broke. */
  readonly broken: (fault: Fault) => string;
  /** What has to follow a finished stream whose upstream left it out. */
  readonly doneMark: string | undefined;
  /** Whether the end of the connection is as good an end as any. */
  readonly endsUnmarked: boolean;
  /** Whether an event brings text, where that is not to be taken for granted of each piece. */
  readonly brings?: (bytes: Buffer, start: number, end: number) => boolean;
  /** The token counts of an event, where it holds any. */
  usage(event: unknown): unknown;
  /** Counts in the first event that the later ones only add to: what has gone in, and by which tier. */
  opening?(event: unknown): unknown;
}

const DATA = Buffer.from('data:');
const EVENT = Buffer.from('event:');
const COLON = 0x3a;
const SPACE = 0x20;

/** Of an event that is shorter there is no more to compare: to ask for it would throw. */
const startsWith = (bytes: Buffer, start: number, end: number, prefix: Buffer) =>
  start + prefix.length <= end && bytes.compare(prefix, 0, prefix.length, start, start + prefix.length) === 0;

/** The data of an event parsed, or undefined where it is not JSON. */
export function eventJson(bytes: Buffer, start: number, end: number): unknown {
  const data = eventData(bytes, start, end);
  if (data === undefined) return undefined;
  try {
    return JSON.parse(data);
  } catch {
    // One bad event must not lose the others: it is passed on and means nothing to us.
    return undefined;
  }
}

/** Whether a member's name stands in the event, quotes included; within a string the quotes would be escaped. */
const mentions = (bytes: Buffer, start: number, end: number, quoted: string) => {
  const at = bytes.indexOf(quoted, start, 'latin1');
  return at >= 0 && at < end;
};

/**
 * Whether some `finish_reason` in the event has a value. Nearly every event of a chat names it with `null`,
 * so the bytes behind the name decide and nothing is parsed.
 */
function finishes(bytes: Buffer, start: number, end: number): boolean {
  for (
    let at = bytes.indexOf('"finish_reason"', start, 'latin1');
    at >= 0 && at < end;
    at = bytes.indexOf('"finish_reason"', at, 'latin1')
  ) {
    at += 15;
    while (bytes[at] === SPACE || bytes[at] === COLON) at++;
    if (bytes[at] === 0x22) return true;
  }
  return false;
}

/** An error stands under `error`, or is the event itself, and says so (Mistral and vLLM: `"object":"error"`). */
const hasError = (json: unknown) => {
  const { error, object } = (typeof json === 'object' && json !== null ? json : {}) as { error?: unknown; object?: unknown };
  return (error !== undefined && error !== null) || object === 'error';
};

const isDone = (bytes: Buffer, start: number, end: number) => {
  // `data:` or `data: `, then the mark.
  const at = bytes[start + 5] === SPACE ? start + 6 : start + 5;
  return bytes[at] === 0x5b && bytes.toString('latin1', at, Math.min(end, at + 8)).trimEnd() === '[DONE]';
};

/** Chat completions and legacy completions: data-only events, a finish reason, then `[DONE]`. */
export const openAIChatStream: StreamDialect = {
  meaning(bytes, start, end) {
    if (startsWith(bytes, start, end, DATA)) {
      if (isDone(bytes, start, end)) return 'done';
      if (finishes(bytes, start, end)) return 'finish';
      if (mentions(bytes, start, end, '"error"') && hasError(eventJson(bytes, start, end))) return 'error';
      return 'piece';
    }
    if (startsWith(bytes, start, end, EVENT) && /^event: ?error[\r\n]/.test(bytes.toString('latin1', start, Math.min(end, start + 16))))
      return 'error';
    const data = eventData(bytes, start, end);
    if (data === undefined) return 'comment';
    if (data.trim() === '[DONE]') return 'done';
    if (finishes(bytes, start, end)) return 'finish';
    return hasError(eventJson(bytes, start, end)) ? 'error' : 'piece';
  },
  broken: (fault) => `data: ${JSON.stringify({ error: errorMembers(fault) })}\n\n`,
  doneMark: 'data: [DONE]\n\n',
  endsUnmarked: false,
  usage(event) {
    const said = (event ?? {}) as { usage?: unknown; service_tier?: unknown; x_groq?: { usage?: unknown } };
    return usageWithTier(said.usage ?? said.x_groq?.usage ?? undefined, said.service_tier);
  },
};

/** Events that end a stream of the Responses API, each with the whole response in it. Source: openai-node, 2026-08-21. */
const RESPONSE_ENDS: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed', 'response.cancelled']);

/** The Responses API: named events, one of which is the last; no `[DONE]`. */
export const openAIResponsesStream: StreamDialect = {
  meaning(bytes, start, end) {
    // Only the events that carry the whole response, or an error, are worth parsing.
    if (mentions(bytes, start, end, '"response"') || mentions(bytes, start, end, '"error"')) {
      const { type } = (eventJson(bytes, start, end) ?? {}) as { type?: unknown };
      if (type === 'error') return 'error';
      if (RESPONSE_ENDS.has(type)) return 'finish';
    }
    return bytes[start] === COLON && eventData(bytes, start, end) === undefined ? 'comment' : 'piece';
  },
  broken: (fault) => {
    const error = errorMembers(fault);
    return `event: error\ndata: ${JSON.stringify({ type: 'error', code: error.code, message: error.message, param: error.param, error })}\n\n`;
  },
  doneMark: undefined,
  endsUnmarked: false,
  // The events around the text repeat the whole request.
  brings: (bytes, start, end) => mentions(bytes, start, end, '.delta"'),
  usage(event) {
    const { usage, service_tier: tier } =
      (event as { response?: { usage?: unknown; service_tier?: unknown } | null } | undefined)?.response ?? {};
    return usageWithTier(usage, tier);
  },
};

/** The last events of OpenAI's streams of pictures and sound. Source: openai-node, 2026-08-21. */
const MEDIA_ENDS: ReadonlySet<unknown> = new Set([
  'transcript.text.done',
  'speech.audio.done',
  'image_generation.completed',
  'image_edit.completed',
]);

const MEDIA_EVENT = /^(?:transcript\.text|speech\.audio|image_generation|image_edit)\./;

/** Streams of pictures and sound. Where they are in OpenAI's words they have a last event; others end with their connection. */
export const opaqueStream: StreamDialect = {
  meaning(bytes, start, end) {
    const { type } = (mentions(bytes, start, end, '"type"') ? (eventJson(bytes, start, end) ?? {}) : {}) as { type?: unknown };
    if (MEDIA_ENDS.has(type)) return 'finish';
    if (type === 'error') return 'error';
    if (typeof type === 'string' && MEDIA_EVENT.test(type)) return 'part';
    return bytes[start] === COLON && eventData(bytes, start, end) === undefined ? 'comment' : 'piece';
  },
  broken: openAIChatStream.broken,
  doneMark: undefined,
  endsUnmarked: true,
  usage: (event) => (event as { usage?: unknown } | undefined)?.usage,
};

/** The Messages API: named events, `message_stop` the last; no `[DONE]`. Source: anthropic-sdk-typescript, 2026-08-19. */
export const messagesStream: StreamDialect = {
  meaning(bytes, start, end) {
    // The reason for the end stands in `message_delta`; an answer is whole once its last event is here.
    if (mentions(bytes, start, end, 'message_stop"') || mentions(bytes, start, end, '"error"')) {
      const { type } = (eventJson(bytes, start, end) ?? {}) as { type?: unknown };
      if (type === 'error') return 'error';
      if (type === 'message_stop') return 'finish';
    }
    if (bytes[start] === COLON && eventData(bytes, start, end) === undefined) return 'comment';
    return mentions(bytes, start, end, '"ping"') && (eventJson(bytes, start, end) as { type?: unknown } | undefined)?.type === 'ping'
      ? 'comment'
      : 'piece';
  },
  broken: (fault) => `event: error\ndata: ${JSON.stringify({ type: 'error', error: errorMembers(fault) })}\n\n`,
  doneMark: undefined,
  endsUnmarked: false,
  brings: (bytes, start, end) => mentions(bytes, start, end, 'content_block_delta"'),
  usage: (event) => (event as { usage?: unknown } | undefined)?.usage ?? undefined,
  opening: (event) => (event as { message?: { usage?: unknown } } | undefined)?.message?.usage ?? undefined,
};

/** The events of a dialect's streams. */
export function streamDialectOf(dialect: Dialect): StreamDialect {
  switch (dialect) {
    case 'openai-chat':
    case 'openai-completions':
      return openAIChatStream;
    case 'openai-responses':
      return openAIResponsesStream;
    case 'anthropic-messages':
      return messagesStream;
    case 'openai-embeddings':
    case 'openai-moderations':
    case 'openai-images':
    case 'openai-image-edits':
    case 'openai-image-variations':
    case 'openai-speech':
    case 'openai-transcriptions':
    case 'openai-translations':
    case 'openai-models':
    case 'openai-realtime':
    case 'anthropic-count-tokens':
    case 'rerank':
      return opaqueStream;
  }
}

import { Signatures } from '../signatures.ts';
import { sse } from '../sse.ts';
import type { WireFormat } from '../wire-format.ts';
import { streamMessage, wholeMessage } from './answer.ts';
import { hearCall, type Place } from './hear.ts';

const failed = (type: string, message: string) => ({ type: 'error', error: { type, message }, request_id: 'req_011' });

/** The Messages API. Source: anthropic-sdk-typescript, 2026-08-19, and recorded streams. */
export function messages(place: Partial<Place> & { readonly streamPath?: RegExp } = {}): WireFormat {
  const signatures = new Signatures();
  const { credential = ['x-api-key', 'test-key'] as const, version = 'header' } = place;
  return {
    speaks: 'messages',
    hear: (asked) => hearCall(asked, { credential, version }, signatures),
    whole: (turn, heard) => wholeMessage(turn, heard, signatures),
    stream: (turn, heard) => streamMessage(turn, heard, signatures),
    breakage: (message) => sse(failed('overloaded_error', message), 'error'),
    failure: ({ status, message, retryAfterS }) => ({
      status,
      headers: { 'retry-after': String(retryAfterS), 'anthropic-ratelimit-requests-remaining': '0' },
      body: JSON.stringify(failed('rate_limit_error', message)),
    }),
    tells: { reasoning: true, thoughtTokens: true, cached: true, written: true, signatures: true, replayed: true, marks: true },
  };
}

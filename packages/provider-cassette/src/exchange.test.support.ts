import type { Exchange, RecordedResponse } from './cassette.ts';

/** An exchange of a chat, small enough to read. */
export const chatExchange = (content: string, answer: string, more: Partial<RecordedResponse> = {}, at = 0): Exchange => ({
  at: new Date(Date.UTC(2026, 0, 1) + at).toISOString(),
  request: {
    method: 'POST',
    path: '/chat/completions',
    content_type: 'application/json',
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] }),
  },
  response: { status: 200, headers: { 'content-type': 'application/json' }, ms: 0, chunks: [[0, answer]], ...more },
});

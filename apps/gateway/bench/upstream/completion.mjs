import fs from 'node:fs';

const body = JSON.stringify(JSON.parse(fs.readFileSync(new URL('completion.json', import.meta.url), 'utf8')));

/** One fixed chat completion with the headers that Groq sends, as the bytes of a whole HTTP reply. */
export const completionReply = Buffer.from(
  [
    'HTTP/1.1 200 OK',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: keep-alive',
    'x-request-id: req_01jbd6g2qdfw2adyrt2az8hz4w',
    'x-ratelimit-limit-requests: 14400',
    'x-ratelimit-limit-tokens: 18000',
    'x-ratelimit-remaining-requests: 14370',
    'x-ratelimit-remaining-tokens: 17997',
    'vary: Origin',
    '',
    body,
  ].join('\r\n'),
);

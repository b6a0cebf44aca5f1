import { expect, it } from '@jest/globals';
import adapter from './index.ts';
import { describeWith, recordingsOf, plain, sentFor } from '@sluice/provider-testkit/recorded';

const huggingface = plain(adapter);

const recordings = recordingsOf('huggingface');

describeWith(recordings)('recorded traffic of Hugging Face', () => {
  const calls = recordings.filter(({ endpoint, request }) => endpoint === 'chat' && request !== null);

  it.each(calls.map(({ id, request }) => [id, request!] as const))('%s is sent as it came, to where it went', (_, { url, body }) => {
    const path = huggingface.operations.chat;

    expect(sentFor(huggingface, body)).toBe(body);
    expect(`${huggingface.baseURL({ apiKey: 'k' })!}${(path as { path: string }).path}`).toBe(url);
  });
});

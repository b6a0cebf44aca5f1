import { expect, it } from '@jest/globals';
import { embeddings } from './embeddings.ts';
import perplexity from './index.ts';
import { describeWith, recordingsOf, sentFor } from '@sluice/provider-testkit/recorded';

const recordings = recordingsOf('perplexity');

describeWith(recordings)('recorded traffic of Perplexity', () => {
  const calls = recordings.filter(({ endpoint, request }) => endpoint === 'chat' && request !== null);
  const failures = recordings.filter(({ response }) => (response.status ?? 0) >= 400);

  it.each(calls.map(({ id, request }) => [id, request!.body]))('%s is sent as it came', (_, body) => {
    expect(sentFor(perplexity, body)).toBe(body);
  });

  it('reads every failure', () => {
    const faults = failures.map(({ response: { status, headers, body } }) => {
      const fault = perplexity.readFault!({ status: status!, headers: headers ?? {}, body: JSON.parse(body) as unknown });
      return [status, fault.kind, fault.message];
    });

    expect(faults).toEqual([[400, 'context_too_long', 'The total length of all messages is too long.']]);
  });

  it('reads the embedding as a number for each byte', () => {
    const { response } = recordings.find(({ endpoint }) => endpoint === 'embeddings')!;
    const json = JSON.parse(response.body) as { data: { embedding: string }[] };
    const asked = { call: {}, target: { model: 'm', settings: {} }, id: 'i', createdS: 1 };

    const reply = embeddings.reply({ headers: {}, json, bytes: new Uint8Array() }, asked) as { data: { embedding: number[] }[] };

    const bytes = Buffer.from(json.data[0]!.embedding, 'base64');
    expect(reply.data[0]!.embedding).toHaveLength(bytes.length);
    expect(reply.data[0]!.embedding.map((each) => Math.round(each * 127) & 255)).toEqual([...bytes]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json, type Translated } from '@sluice/provider-sdk';
import { differences } from './differences.ts';
import cohere from './index.ts';

/** The path without numbers: `messages[0].content[1].type` is told of as `messages[].content[].input_audio`. */
const stem = (path: string) => path.replace(/\[\d+\]/g, '[]');

function send(operation: 'chat' | 'embeddings', example: Json): Json {
  const base = operation === 'chat' ? { messages: [{ role: 'user', content: 'hi' }] } : {};
  const { codec } = cohere.operations[operation] as Translated;
  return codec.request({ model: 'm', ...base, ...example }, { model: 'm', settings: {} }).body as Json;
}

describe('what Cohere does otherwise than asked', () => {
  it.each(differences.map((each) => [each.fate, each.member, each] as const))('%s: %s', (fate, member, { operation = 'chat', example }) => {
    const last = member.split('.').at(-1)!.replace('[]', '');
    if (fate === 'refused') {
      let refused: unknown;
      try {
        send(operation as 'chat', example);
      } catch (error) {
        refused = error;
      }
      const param = isFaultError(refused) ? stem(refused.fault.param ?? '') : 'nothing was refused';
      expect(member.startsWith(param) ? member : param).toBe(member);
    } else if (fate === 'dropped') expect(JSON.stringify(send(operation as 'chat', example))).not.toContain(`"${last}":`);
    else {
      const body = send(operation as 'chat', example);
      expect(body).not.toMatchObject(example);
      expect(Object.keys(body).length).toBeGreaterThan(2);
    }
  });
});

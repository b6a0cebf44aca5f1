import { describe, expect, it } from '@jest/globals';
import { isFaultError, operationFor } from '@sluice/provider-sdk';
import vertex from './index.ts';

const settings = { apiKey: 'ya29.t', projectId: 'p' };
const plain = {
  chat: { messages: [{ role: 'user', content: 'hi' }] },
  embeddings: { input: 'a' },
  images: { prompt: 'a' },
  speech: { input: 'a' },
} as const;

type Named = keyof typeof plain;

/** Where a call is refused; undefined where it is sent. */
function refusedAt(name: Named, example: object): string | undefined {
  const call: Record<string, unknown> = { model: 'gemini-2.5-flash', ...plain[name], ...example };
  const model = call['model'] as string;
  try {
    operationFor(vertex.operations, name, model)?.codec?.request(call, { model, settings });
  } catch (error) {
    if (isFaultError(error)) return error.fault.param;
    throw error;
  }
  return undefined;
}

describe('what is done otherwise on Vertex', () => {
  const all = vertex.differences.map(({ operation = 'chat', ...difference }) => ({ operation, ...difference }));
  const shown = all.filter(({ operation }) => operation in plain);

  it.each(shown.map((difference) => [difference.operation, difference.member, difference.fate, difference.example] as const))(
    '%s: %s is %s',
    (operation, member, fate, example) => {
      const path = refusedAt(operation as Named, example);

      expect(path === undefined ? 'sent' : 'refused').toBe(fate === 'refused' ? 'refused' : 'sent');
    },
  );
});

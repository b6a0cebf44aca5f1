import { describe, expect, it } from '@jest/globals';
import { isFaultError, JsonDocument, type Json, type OperationName, type SameDialect, type Translated } from '@sluice/provider-sdk';
import providers from './index.ts';

const stem = (path: string) => path.replace(/\[\d+\]/g, '[]');

const all = providers.flatMap((provider) =>
  provider.differences.map((each) => [provider.id, each.fate, each.member, each, provider] as const),
);

function send(provider: (typeof providers)[number], operation: OperationName, example: Json): Json {
  const call = { model: 'm', ...(operation === 'chat' && { messages: [{ role: 'user', content: 'hi' }] }), ...example };
  const served = provider.operations[operation] as SameDialect | Translated;
  if (served.codec) return served.codec.request(call, { model: 'm', settings: {} }).body as Json;
  const document = JsonDocument.parse(Buffer.from(JSON.stringify(call)));
  served.prepare?.(document.root, { model: 'm', settings: {} });
  return JSON.parse(document.toBytes().toString()) as Json;
}

describe('what Ollama does otherwise than asked', () => {
  it.each(all)('%s, %s: %s', (_id, fate, member, { operation = 'chat', example }, provider) => {
    const sent = () => send(provider, operation, example);
    const last = member.split('.').at(-1)!.replace('[]', '');

    if (fate === 'refused') expect(member.startsWith(refusedIn(sent))).toBe(true);
    else if (fate === 'dropped') expect(JSON.stringify(sent())).not.toContain(`"${last}":`);
    else expect(sent()).not.toMatchObject(example);
  });
});

function refusedIn(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isFaultError(error)) return stem(error.fault.param ?? 'no name');
  }
  return 'nothing';
}

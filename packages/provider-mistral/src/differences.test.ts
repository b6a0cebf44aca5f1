import { describe, expect, it } from '@jest/globals';
import { isFaultError, JsonDocument, type Json, type OperationName, type SameDialect, type Translated } from '@sluice/provider-sdk';
import { differences } from './differences.ts';
import mistral from './index.ts';

const plain = (operation: OperationName): Json => (operation === 'chat' ? { messages: [{ role: 'user', content: 'hi' }] } : {});

function send(operation: OperationName, example: Json): Json {
  const call = { ...plain(operation), ...example };
  const served = mistral.operations[operation] as SameDialect | Translated;
  if (served.codec) return served.codec.request(call, { model: 'm', settings: { apiKey: '' } }).body as Json;
  const document = JsonDocument.parse(Buffer.from(JSON.stringify(call)));
  served.prepare?.(document.root, { model: 'm', settings: {} });
  return JSON.parse(document.toBytes().toString()) as Json;
}

function refusedIn(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    if (isFaultError(error)) return error.fault.param;
  }
  return undefined;
}

describe('what Mistral does otherwise than asked', () => {
  it.each(differences.map((each) => [each.operation ?? 'chat', each.fate, each.member, each.example] as const))(
    '%s, %s: %s',
    (operation, fate, member, example) => {
      const sent = () => send(operation, example);

      if (fate === 'refused') expect(refusedIn(sent)).toBe(member);
      else if (fate === 'dropped') expect(JSON.stringify(sent())).not.toContain(`"${member.split('.').at(-1)!}":`);
      else expect(sent()).not.toEqual({ ...plain(operation), ...example });
    },
  );
});

import { describe, expect, it } from '@jest/globals';
import {
  isFaultError,
  JsonDocument,
  operationFor,
  type Difference,
  type Json,
  type ProviderAdapter,
  type Settings,
} from '@sluice/provider-sdk';
import { shippedAdapters } from '../support/adapters.ts';

const adapters = await shippedAdapters();

/** A value for every field, so that whatever is read of them is there. */
const settingsOf = ({ fields }: ProviderAdapter) =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, `a-${name}`])) as Settings<ProviderAdapter['fields']>;

/** The least that each operation can be asked. */
const PLAIN: Readonly<Record<string, Json>> = {
  chat: { model: 'a-model', messages: [{ role: 'user', content: 'hi' }] },
  embeddings: { model: 'a-model', input: 'hi' },
  rerank: { model: 'a-model', query: 'q', documents: ['a'] },
  images: { model: 'a-model', prompt: 'a cat' },
  speech: { model: 'a-model', input: 'hi', voice: 'alloy' },
  completions: { model: 'a-model', prompt: 'hi' },
  moderations: { input: 'hi' },
  responses: { model: 'a-model', input: 'hi' },
  messages: { model: 'a-model', max_tokens: 10, messages: [{ role: 'user', content: 'hi' }] },
};

type Sent = { readonly body: unknown } | { readonly refused: string };

/** What a call comes to on the wire. */
function sent(adapter: ProviderAdapter, name: NonNullable<Difference['operation']>, call: Json): Sent {
  const model = typeof call['model'] === 'string' ? call['model'] : 'a-model';
  const operation = operationFor(adapter.operations, name, model);
  if (!operation) throw new Error(`${adapter.id} has no ${name} for ${model}`);
  const target = { model, settings: settingsOf(adapter) };
  try {
    if (operation.codec) return { body: operation.codec.request(call, target) };
    const document = JsonDocument.parse(Buffer.from(JSON.stringify(call)));
    operation.prepare?.(document.root, target);
    return { body: JSON.parse(document.toBytes().toString()) };
  } catch (error) {
    if (isFaultError(error)) return { refused: error.fault.param ?? '' };
    throw error;
  }
}

const declared = adapters.flatMap((adapter) =>
  adapter.differences.map(
    (difference) =>
      [
        `${adapter.id} ${difference.operation ?? 'chat'} ${difference.member} ${difference.fate}: ${difference.how}`,
        adapter,
        difference,
      ] as const,
  ),
);

describe('what a provider declares that it does otherwise', () => {
  it('is declared for every provider that has a codec', () => {
    const silent = adapters.filter(({ differences, operations }) => {
      const chat = operationFor({ operations }.operations, 'chat', 'a-model');
      return chat?.codec !== undefined && differences.length === 0;
    });

    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it.each(declared)('%s', (_name, adapter, { operation = 'chat', member, fate, example }) => {
    const plain: Json = { ...PLAIN[operation]!, ...(example['model'] === undefined ? {} : { model: example['model'] }) };
    const was = sent(adapter, operation, plain);
    const came = sent(adapter, operation, { ...plain, ...example });

    if (fate === 'refused') expect(came).toEqual({ refused: expect.stringContaining(firstName(member)) });
    else if (fate === 'dropped') expect(JSON.stringify(came)).not.toContain(`"${lastName(member)}":`);
    else {
      expect(came).toHaveProperty('body');
      // Some show themselves by what is not said.
      if (Object.keys(example).some((name) => example[name] !== plain[name])) expect(came).not.toEqual(was);
      expect(came).not.toEqual({ body: { ...plain, ...example } });
    }
  });

  it('says where it is written, with a date', () => {
    const wrong = declared.filter(([, , { source, how }]) => !/\d{4}/.test(source) || how.length < 10);

    expect(wrong.map(([name]) => name)).toEqual([]);
  });
});

const lastName = (member: string) => member.replaceAll('[]', '').split('.').at(-1)!;

const firstName = (member: string) => member.split(/[.[]/)[0]!;

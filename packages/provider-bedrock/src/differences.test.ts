import { describe, expect, it } from '@jest/globals';
import { isFaultError, operationFor, type Difference, type Json } from '@sluice/provider-sdk';
import { differences } from './differences.ts';
import bedrock from './index.ts';

const plain: Readonly<Record<string, Json>> = {
  chat: { model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', messages: [{ role: 'user', content: 'hi' }] },
  embeddings: { input: 'a' },
  images: { prompt: 'a' },
};

/** What becomes of an example: the path that is refused, or the body that is sent. */
function fateOf({ operation = 'chat', example }: Difference): { readonly refused: string | undefined } | { readonly sent: string } {
  const call = { ...plain[operation], ...example };
  const model = call['model'] as string;
  const served = operationFor(bedrock.operations, operation, model);
  try {
    return { sent: JSON.stringify(served!.codec!.request(call, { model, settings: {} })) };
  } catch (error) {
    if (!isFaultError(error)) throw error;
    return { refused: error.fault.param?.replace(/\[\d+\]/g, '[]') };
  }
}

const named = differences.map((difference) => [`${difference.member}: ${difference.how}`, difference] as const);

describe('what Bedrock does not do as asked', () => {
  it.each(named.filter(([, { fate }]) => fate === 'refused'))('refuses %s', (_name, difference) => {
    const fate = fateOf(difference);

    // A schema is refused by the place within it.
    expect('refused' in fate && `${fate.refused}.`.startsWith(`${difference.member}.`)).toBe(true);
  });

  it.each(named.filter(([, { fate }]) => fate === 'dropped'))('leaves out %s', (_name, difference) => {
    const fate = fateOf(difference);

    expect(fate).toHaveProperty('sent');
    expect(fate).toEqual(fateOf(without(difference)));
  });

  it.each(named.filter(([, { fate }]) => fate === 'changed'))('changes %s', (_name, difference) => {
    const fate = fateOf(difference);

    expect(fate).toHaveProperty('sent');
    expect(fate).not.toEqual(fateOf(without(difference)));
  });
});

/** The same example without its member, wherever in it that is. */
function without(difference: Difference): Difference {
  const last = difference.member.split('.').at(-1)!;
  const example = JSON.parse(JSON.stringify(difference.example), (key, value: unknown) => (key === last ? undefined : value)) as Json;
  return { ...difference, example };
}

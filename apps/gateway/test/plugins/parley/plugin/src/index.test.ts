import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import { describeProvider } from '@sluice/provider-testkit/jest';
import { chatCodec } from './codec/index.ts';
import { differences } from './differences.ts';
import provider from './index.ts';

describeProvider(provider, { replies: new URL('../replies', import.meta.url) });

const target = { model: 'orator-2', settings: { apiKey: 'key' } };
const asking = { messages: [{ role: 'user', content: 'hi' }] };

describe('a difference', () => {
  it.each(differences.filter(({ fate }) => fate === 'refused'))('refuses $member by its name', ({ member, example }) => {
    let thrown: unknown;
    try {
      chatCodec.request({ ...asking, ...example }, target);
    } catch (error) {
      thrown = error;
    }

    const param = isFaultError(thrown) ? thrown.fault.param?.replaceAll(/\d+/g, '') : undefined;
    expect(param).toBe(member);
  });

  it.each(differences.filter(({ fate }) => fate === 'dropped'))('leaves $member out and asks the rest', ({ member, example }) => {
    const call = { ...asking, ...example };

    expect(chatCodec.request(call, target)).toEqual(chatCodec.request(without(call, member.split('.')) as Json, target));
  });
});

/** The same without the member at this path. */
function without(value: unknown, [first = '', ...others]: readonly string[]): unknown {
  const name = first.replace('[]', '');
  const { [name]: inner, ...rest } = value as Readonly<Record<string, unknown>>;
  if (others.length === 0) return rest;
  const cut = (one: unknown): unknown =>
    typeof one === 'object' && one !== null && others[0]!.replace('[]', '') in one ? without(one, others) : one;
  return { ...rest, [name]: Array.isArray(inner) ? inner.map(cut) : cut(inner) };
}

import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import { describeProvider } from '@sluice/provider-testkit/jest';
import { chatCodec } from './codec/index.ts';
import { differences } from './differences.ts';
import provider from './index.ts';

describeProvider(provider, { replies: new URL('../replies', import.meta.url) });

const target = { model: 'talk-1', settings: { apiKey: 'key' } };
const asking = { messages: [{ role: 'user', content: 'hi' }] };

/** What is sent for the example of each member that is changed: a row for each, since nobody else can know. */
const SENT: Readonly<Record<string, Json>> = {
  temperature: { warmth: 1 },
};

describe('a difference', () => {
  for (const { member, fate, example } of differences.filter(({ operation = 'chat' }) => operation === 'chat')) {
    const call = { ...asking, ...example };

    if (fate === 'refused') {
      it(`refuses ${member} by its name`, () => {
        expect(refusedMember(call)).toBe(member);
      });
    } else if (fate === 'dropped') {
      it(`leaves ${member} out and asks the rest`, () => {
        const rest = without(call, member.split('.'));

        expect(rest).not.toEqual(call);
        expect(chatCodec.request(call, target)).toEqual(chatCodec.request(rest, target));
      });
    } else {
      it(`sends ${member} as something near it`, () => {
        expect(Object.keys(SENT)).toContain(member);
        expect(chatCodec.request(call, target).body).toMatchObject(SENT[member]!);
      });
    }
  }
});

/** The member that a refusal names, written as differences are: without numbers. */
function refusedMember(call: Json): string | undefined {
  try {
    chatCodec.request(call, target);
    return undefined;
  } catch (error) {
    if (!isFaultError(error)) throw error;
    return error.fault.param?.replaceAll(/\[\d+\]/g, '[]');
  }
}

/** The same without the member at this path: `messages[].name` in each of the messages. */
function without(value: Json, [step = '', ...deeper]: readonly string[]): Json {
  const name = step.replace('[]', '');
  const { [name]: inner, ...rest } = value;
  if (deeper.length === 0 || inner === undefined) return rest;
  const cut = (each: unknown): unknown => (typeof each === 'object' && each !== null ? without(each as Json, deeper) : each);
  return { ...rest, [name]: Array.isArray(inner) ? inner.map(cut) : cut(inner) };
}

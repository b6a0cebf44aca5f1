import { describe, expect, it } from '@jest/globals';
import { isFaultError } from '@sluice/provider-sdk';
import { describeProvider } from '@sluice/provider-testkit/jest';
import { chatCodec } from './codec/index.ts';
import { differences } from './differences.ts';
import provider from './index.ts';

describeProvider(provider, { replies: new URL('../replies', import.meta.url) });

const target = { model: 'talk-1', settings: { apiKey: 'key' } };
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

  it.each(differences.filter(({ fate }) => fate === 'dropped'))('leaves $member out and asks the rest', ({ example }) => {
    const draft = chatCodec.request({ ...asking, ...example }, target);

    expect(draft).toEqual(chatCodec.request(asking, target));
  });
});

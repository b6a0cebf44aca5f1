import { describe, expect, it } from '@jest/globals';
import { chatRequest } from '../house.test.support.ts';
import type { Incoming } from '../incoming.ts';
import { valueIn } from './request-values.ts';

const BODY = {
  model: 'large',
  temperature: 0.5,
  nothing: null,
  messages: [{ role: 'user', content: 'hi' }],
  metadata: { tier: 'body' },
  'a.b': 'dotted',
  a: { b: 'nested', c: 'deep' },
};

const REQUEST = chatRequest({ 'x-team': 'core', 'x-empty': '', 'x-twice': ['one', 'two'] }, BODY);

const METADATA = { tier: 'paid', 'user.plan': 'dotted' };

const value = (name: string) => valueIn(name, REQUEST, METADATA);

describe('what a request says under a name', () => {
  it.each([
    ['metadata.tier', 'paid'],
    ['metadata.user.plan', 'dotted'],
    ['metadata.missing', undefined],
    ['metadata.constructor', undefined],
    ['params.model', 'large'],
    ['params.temperature', 0.5],
    ['params.nothing', null],
    ['params.missing', undefined],
    ['params.metadata.tier', 'body'],
    ['params.messages.0.role', 'user'],
    ['params.messages.1.role', undefined],
    ['params.messages.length', 1],
    ['params.model.length', undefined],
    ['params.nothing.more', undefined],
    ['params.a.b', 'dotted'],
    ['params.a.c', 'deep'],
    ['params.a.constructor', undefined],
    ['params.messages', [{ role: 'user', content: 'hi' }]],
    ['headers.x-team', 'core'],
    ['headers.X-Team', 'core'],
    ['headers.x-empty', undefined],
    ['headers.x-twice', 'one'],
    ['headers.missing', undefined],
    ['url.pathname', '/v1/chat/completions'],
    ['url.query', undefined],
    ['other.thing', undefined],
    ['nothing', undefined],
  ])('is right for %s', (name, expected) => {
    expect(value(name)).toEqual(expected);
  });

  it('is no parameter where the body is no JSON', () => {
    const request: Incoming = { ...REQUEST, body: { kind: 'none' } };

    expect(valueIn('params.model', request, METADATA)).toBeUndefined();
  });

  it('is no metadata where there is none', () => {
    expect(valueIn('metadata.tier', REQUEST, undefined)).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import type { LogAttempt } from '@sluice/contract';
import { partsOf, timesOf, whyOf } from './attempt-words.ts';
import { costLines } from './cost-lines.ts';
import { curlOf } from './curl.ts';
import { stepWords } from './decision-words.ts';
import { pairsText, readPairs } from './pairs-text.ts';

const attempt = (given: Partial<LogAttempt> = {}): LogAttempt => ({
  target: 'config',
  provider: 'mock',
  model: 'mock',
  virtual_key: null,
  why: 'first',
  span_id: 's',
  url: null,
  started: 100,
  connect_time: 10,
  first_byte_time: 50,
  first_token_time: 60,
  response_time: 200,
  status: 200,
  fault: null,
  lost: false,
  usage: null,
  cost: null,
  ...given,
});

describe('an attempt on the line of time', () => {
  it('is in four parts, one after the other', () => {
    expect(partsOf(attempt())).toEqual([
      { kind: 'connect', from: 100, to: 110 },
      { kind: 'wait', from: 110, to: 150 },
      { kind: 'think', from: 150, to: 160 },
      { kind: 'read', from: 160, to: 300 },
    ]);
    expect(timesOf(attempt())).toBe('began after 100 ms, connected in 10 ms, first byte after 50 ms, first token after 60 ms, took 200 ms');
  });

  it('ends in red where it failed, however soon', () => {
    expect(
      partsOf(attempt({ connect_time: null, first_byte_time: null, first_token_time: null, response_time: 0, fault: 'unreachable' })),
    ).toEqual([{ kind: 'failed', from: 100, to: 100 }]);
  });

  it('says why it was made', () => {
    expect([whyOf(attempt(), 0), whyOf(attempt(), 2), whyOf(attempt({ why: 'hedge' }), 1), whyOf(attempt({ why: 'new' }), 1)]).toEqual([
      'First',
      'The next target',
      'Beside one that was slow',
      'new',
    ]);
  });
});

describe('a decision', () => {
  it('is told step by step, and what is not known is shown as it is', () => {
    const words = [
      { kind: 'chosen', fork: 'config', mode: 'fallback', target: 'config.targets[0]', why: 'it is the first' },
      { kind: 'skipped', target: 'config.targets[1]', reason: 'its breaker is open' },
      { kind: 'attempt', target: 'config.targets[2]', provider: 'p', model: 'm', status: 503, fault: 'overloaded', retries: -1 },
      { kind: 'omen', birds: 3 },
    ].map(stepWords);

    expect(words).toEqual([
      { sentence: 'config (fallback) chose config.targets[0]', why: 'it is the first' },
      { sentence: 'config.targets[1] was passed over', why: 'its breaker is open' },
      { sentence: 'config.targets[2] (m at p) was asked, and came to 503 overloaded after all its retries', why: undefined },
      { sentence: '{"kind":"omen","birds":3}', why: undefined },
    ]);
  });
});

describe('the cost of a request', () => {
  const prices = { request_token: { price: 0.001 }, response_token: { price: 0.002 } };

  it('is told by what was used, where the prices of today come to it', () => {
    expect(costLines({ input: 100, cached_input: 50, output: 10 }, 0.17, prices).map(({ name, cents }) => [name, cents])).toEqual([
      ['Tokens in', 0.1],
      ['Tokens in, from the provider’s cache', 0.05],
      ['Tokens out', 0.02],
    ]);
  });

  it('is not made up where the price was another, or is not known', () => {
    expect(costLines({ input: 100 }, 0.5, prices)[0]!.cents).toBeUndefined();
    expect(costLines({ input: 100, searches: 1 }, 0.1, prices).every(({ cents }) => cents === undefined)).toBe(true);
    expect(costLines({ input: 100 }, null, prices)[0]!.cents).toBeUndefined();
    expect(costLines({ input: 100 }, 0, undefined)[0]!.cents).toBe(0);
  });
});

describe('a call as a command', () => {
  const request = {
    url: '/v1/chat/completions',
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-portkey-virtual-key': 'team',
      authorization: '[redacted]',
      'user-agent': 'x',
      'x-portkey-api-key': '[redacted]',
      'x-acme-token': '[redacted]',
    },
    portkeyHeaders: {},
    body: { model: 'm', messages: [{ role: 'user', content: "it's $HOME `id`" }] },
  };

  it('has its headers and its body, with nothing in them that a shell would act on, and no key', () => {
    expect(curlOf({ request }, 'http://gw')).toBe(
      [
        `curl 'http://gw/v1/chat/completions'`,
        `-H "x-portkey-api-key: $SLUICE_KEY"`,
        `-H 'content-type: application/json'`,
        `-H 'x-portkey-virtual-key: team'`,
        `--data-raw '{"model":"m","messages":[{"role":"user","content":"it'\\''s $HOME \`id\`"}]}'`,
      ].join(' \\\n  '),
    );
  });
});

describe('metadata of feedback', () => {
  it('is a pair on each line', () => {
    expect(readPairs('by: ada\n\nwhy: a: b')).toEqual({ by: 'ada', why: 'a: b' });
    expect(readPairs('no pair')).toBeUndefined();
    expect(readPairs(pairsText({ a: 'b', c: 'd' }))).toEqual({ a: 'b', c: 'd' });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Fault } from '@sluice/provider-sdk';
import type { House } from './house.ts';
import { chatRequest as incoming, testHouse, type Does } from './house.test.support.ts';

const house = (answers: readonly (Extract<Does, { status: number }> | Fault)[], policy: Partial<House['policy']> = {}) =>
  testHouse((_request, count) => answers[count]!, { policy });

describe('a request’s way through the house', () => {
  it('goes to the provider with the caller’s bytes and credential, and comes back with its usage', async () => {
    const { ask, sent } = house([{ status: 200, text: '{"usage":{"total_tokens":3}}' }]);
    const request = incoming({ 'x-portkey-provider': 'acme', authorization: 'Bearer own' });

    const { outcome, trail, secrets } = await ask(request);

    expect(outcome).toMatchObject({ kind: 'whole', status: 200, usage: { total_tokens: 3 } });
    expect(trail).toMatchObject({ provider: 'acme', model: 'new', target: 'config' });
    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.acme.example/v1/chat/completions',
      guarded: false,
      headers: { authorization: 'Bearer own' },
    });
    expect(sent[0]!.body).toBe(request.body.kind === 'json' ? request.body.document.bytes : undefined);
    expect(secrets).toContain('own');
  });

  it('knows a caller by its key, and what it may use', async () => {
    const { ask, sent } = house([{ status: 200, text: '{}' }]);

    const known = await ask(incoming({ 'x-sluice-api-key': 'sluice-key', 'x-portkey-virtual-key': 'team' }));
    const unknown = await ask(incoming({ 'x-sluice-api-key': 'other', 'x-portkey-virtual-key': 'team' }));

    expect(known).toMatchObject({ outcome: { status: 200 }, caller: { key: { name: 'ci' } }, metadata: { team: 'core' } });
    expect(sent[0]!.headers['authorization']).toBe('Bearer stored');
    expect(unknown).toMatchObject({ outcome: { kind: 'failure', status: 401 } });
    expect(sent).toHaveLength(1);
  });

  it('makes a failure of what goes wrong on the way, and names the provider', async () => {
    const { ask } = house([{ kind: 'unreachable', message: 'gone' }]);

    const { outcome } = await ask(incoming({ 'x-portkey-provider': 'acme', authorization: 'k' }));

    expect(outcome).toMatchObject({ kind: 'failure', status: 502, body: { provider: 'acme', message: 'gone' } });
  });

  it('tries the successor of a retired model once, where the policy says so', async () => {
    const gone = { status: 404, text: '{"error":{"message":"no such model"}}' };
    const asked = incoming({ 'x-portkey-provider': 'acme', authorization: 'k' }, { model: 'old', messages: [] });
    const relaying = house([gone]);
    const substituting = house([gone, { status: 200, text: '{}' }], { retiredModels: 'substitute' });

    const relayed = await relaying.ask(asked);
    const substituted = await substituting.ask(asked);

    expect(relayed.outcome).toMatchObject({ status: 404, fault: { message: expect.stringContaining('"new"') } });
    expect(substituted).toMatchObject({ outcome: { status: 200 }, trail: { model: 'new', substituted: { asked: 'old', sent: 'new' } } });
    expect(substituting.sent.map(({ body }) => (JSON.parse((body as Buffer).toString()) as { model: string }).model)).toEqual([
      'old',
      'new',
    ]);
  });

  it('stops a request that has been here before', async () => {
    const { ask, sent } = house([]);

    const { outcome } = await ask(incoming({ 'x-portkey-provider': 'acme', authorization: 'k', 'x-sluice-hop': 'there, here' }));

    expect(outcome).toMatchObject({ kind: 'failure', status: 508 });
    expect(sent).toEqual([]);
  });
});

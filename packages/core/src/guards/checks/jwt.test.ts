import { beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { network, subject, tried } from '../given.test.fixture.ts';

const URI = 'https://issuer.example/jwks';
const NOW = 1_700_000_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;

interface Key {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

async function key(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' } };
}

const token = ({ privateKey, jwk }: Key, issuedAt = NOW, expires = NOW + 60_000) =>
  new SignJWT({ sub: 'me' })
    .setProtectedHeader({ alg: 'ES256', kid: jwk.kid ?? '' })
    .setIssuedAt(issuedAt / 1000)
    .setExpirationTime(expires / 1000)
    .sign(privateKey);

describe('jwt', () => {
  let ours: Key;
  let next: Key;
  beforeAll(async () => {
    [ours, next] = await Promise.all([key('ours'), key('next')]);
  });

  const check = async (header: string | undefined, tools = network({ [URI]: { body: { keys: [ours.jwk] } } }).tools) => {
    const headers = header === undefined ? {} : { authorization: header };
    return (await tried('jwt', { jwksUri: URI }, subject('hi', 'before', { headers }), tools)).check;
  };

  it('passes a token that the issuer signed, with and without "Bearer"', async () => {
    const good = await token(ours);

    expect([await check(good), await check(`Bearer ${good}`)]).toMatchObject([{ verdict: true }, { verdict: true }]);
  });

  it('reads the header that it is told', async () => {
    const { tools } = network({ [URI]: { body: { keys: [ours.jwk] } } });
    const about = subject('hi', 'before', { headers: { 'x-token': await token(ours) } });

    const { check: result } = await tried('jwt', { jwksUri: URI, headerKey: 'X-Token' }, about, tools);

    expect(result.verdict).toBe(true);
  });

  it.each([
    ['none', () => undefined, 'no Authorization header'],
    ['nonsense', () => 'Bearer abc', 'not valid'],
    ['one of somebody else', () => token(next), 'not valid'],
    ['one that has expired', () => token(ours, NOW - 60_000, NOW - 30_000), 'not valid'],
    ['one that is too old', () => token(ours, NOW - 2 * DAY_MS), 'not valid'],
    ['one without a signature', () => `${btoa('{"alg":"none"}')}.${btoa('{"sub":"me"}')}.`.replaceAll('=', ''), 'not valid'],
  ])('refuses %s', async (_name, given, explanation) => {
    const header = await given();

    const result = await check(header);

    expect(result).toMatchObject({ verdict: false, data: { explanation: expect.stringContaining(explanation) } });
    if (header) expect(JSON.stringify(result)).not.toContain(header);
  });

  it('does not pass because the issuer is down', async () => {
    const result = await check(await token(ours), network().tools);

    expect(result).toMatchObject({ verdict: false, data: { explanation: 'The keys of the issuer cannot be had.' } });
  });

  it('asks once for many tokens, and again for an unknown key, but not at each', async () => {
    const answers = { [URI]: { body: { keys: [ours.jwk] } } };
    const { tools, asked, time } = network(answers, { now: NOW });

    const first = [await check(await token(ours), tools), await check(await token(ours), tools), await check(await token(next), tools)];
    const askedFirst = asked.length;
    answers[URI] = { body: { keys: [ours.jwk, next.jwk] } };
    time.now = NOW + 61_000;
    const later = [
      await check(await token(next, NOW, NOW + DAY_MS), tools),
      await check(await token(await key('odd'), NOW, NOW + DAY_MS), tools),
    ];

    expect(first.map(({ verdict }) => verdict)).toEqual([true, true, false]);
    expect(askedFirst).toBe(1);
    expect(later.map(({ verdict }) => verdict)).toEqual([true, false]);
    expect(asked).toHaveLength(2);
  });
});

import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { describe, expect, it } from '@jest/globals';
import { createGuardedLookup, type ResolveHost } from './guarded-lookup.ts';
import { resolvingTo, resolvingInTurn } from './resolvers.test.support.ts';

type Answer = {
  readonly error: NodeJS.ErrnoException | null;
  readonly address: string | LookupAddress[];
  readonly family: number | undefined;
};

function ask(resolve: ResolveHost, hostname: string, options: LookupOptions = { all: true }): Promise<Answer> {
  return new Promise((done) => {
    createGuardedLookup(resolve)(hostname, options, (error, address, family) => done({ error, address, family }));
  });
}

describe('a guarded look-up', () => {
  it('hands over every address when all are asked for', async () => {
    const resolve = resolvingTo('93.184.215.14', '2606:4700::1');

    const answer = await ask(resolve, 'api.example.com');

    expect(answer).toMatchObject({
      error: null,
      address: [
        { address: '93.184.215.14', family: 4 },
        { address: '2606:4700::1', family: 6 },
      ],
    });
  });

  it.each([{}, { all: false }, { family: 4 }, { family: 0, hints: 32 }])('hands over the first with its family for %j', async (options) => {
    const resolve = resolvingTo('93.184.215.14', '93.184.215.15');

    const answer = await ask(resolve, 'api.example.com', options);

    expect(answer).toEqual({ error: null, address: '93.184.215.14', family: 4 });
  });

  it('passes on what family was asked for, and always asks for all', async () => {
    const asked: unknown[] = [];
    const resolve: ResolveHost = (_hostname, options, callback) => {
      asked.push(options);
      callback(null, [{ address: '2606:4700::1', family: 6 }]);
    };

    const answer = await ask(resolve, 'api.example.com', { family: 6, hints: 32 });

    expect(asked).toEqual([{ family: 6, hints: 32, all: true }]);
    expect(answer).toEqual({ error: null, address: '2606:4700::1', family: 6 });
  });

  it.each([
    ['127.0.0.1.nip.io', ['127.0.0.1']],
    ['a9fea9fe.nip.io', ['169.254.169.254']],
    ['db.example.com', ['10.0.0.5']],
    ['mapped.example.com', ['::ffff:10.0.0.5']],
    ['six.example.com', ['fd00::5']],
    ['zone.example.com', ['fe80::5%eth0']],
    ['mixed.example.com', ['93.184.215.14', '10.0.0.5']],
    ['mixed.example.com', ['93.184.215.14', '2606:4700::1', '::1']],
    ['odd.example.com', ['not an address']],
  ])('fails for %s, which has %j, and tells the name only', async (hostname, addresses) => {
    const both = [await ask(resolvingTo(...addresses), hostname), await ask(resolvingTo(...addresses), hostname, {})];

    for (const { error } of both) {
      expect(error).toMatchObject({ name: 'ForbiddenAddressError', code: 'SLUICE_FORBIDDEN_ADDRESS' });
      expect(error?.message).toContain(hostname);
      for (const address of addresses) expect(error?.message.replace(hostname, '')).not.toContain(address);
    }
  });

  it('judges each answer of a name that changes them', async () => {
    const resolve = resolvingInTurn(['93.184.215.14'], ['169.254.169.254'], ['93.184.215.14']);

    const answers = [
      await ask(resolve, 'rebind.example.com'),
      await ask(resolve, 'rebind.example.com'),
      await ask(resolve, 'rebind.example.com'),
    ];

    expect(answers.map(({ error }) => error?.code)).toEqual([undefined, 'SLUICE_FORBIDDEN_ADDRESS', undefined]);
  });

  it('passes on that a name does not exist', async () => {
    const resolve: ResolveHost = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('getaddrinfo ENOTFOUND x'), { code: 'ENOTFOUND' }), []);

    const { error } = await ask(resolve, 'x');

    expect(error?.code).toBe('ENOTFOUND');
  });

  it('takes an empty answer for a name that does not exist', async () => {
    const { error } = await ask(resolvingTo(), 'empty.example.com');

    expect(error).toMatchObject({ code: 'ENOTFOUND', message: 'empty.example.com has no address' });
  });

  it.each([{ all: true }, { all: false }])("refuses what the machine's own resolver says of localhost, %j", async (options) => {
    const { error } = await ask(lookup, 'localhost', options);

    expect(error?.code).toBe('SLUICE_FORBIDDEN_ADDRESS');
  });
});

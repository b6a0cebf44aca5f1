import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ran } from '../../test/support/command.ts';
import { ADMIN_KEY, startGateway, type Gateway } from '../../test/support/gateway.ts';
import { atATime, listenTo } from './listen-to.ts';

const REQUESTS = 60;
const AT_A_TIME = 8;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ environment: { SLUICE_WORKERS: '2', SLUICE_LOG_LEVEL: 'error' }, config: 'data_dir: elsewhere\n' });
}, 60_000);
afterAll(() => gateway?.stop());

const sluice = (...args: readonly string[]) =>
  ran(['cassette', ...args, '--url', gateway.url, '--key', ADMIN_KEY], { folder: gateway.folder });

const ask = (headers: Readonly<Record<string, string>>) => (index: number) =>
  listenTo({
    url: `${gateway.url}/v1/chat/completions`,
    headers: { 'x-portkey-api-key': ADMIN_KEY, connection: 'close', ...headers },
    body: { model: 'mock', stream: true, messages: [{ role: 'user', content: `number ${index}` }] },
  });

describe('a cassette that two workers record, from the command line', () => {
  it('has what both have heard, and is played by both', async () => {
    const numbers = Array.from({ length: REQUESTS }, (_, index) => index);
    const began = await sluice('record', 'both', '--model', 'mock', '--minutes', '5');
    const live = await atATime(AT_A_TIME, numbers, ask({ 'x-portkey-provider': 'mock' }));
    const ended = await sluice('stop', 'both');
    const file = join(gateway.folder, 'both.jsonl');
    await sluice('download', 'both', '--file', file);
    const again = await atATime(AT_A_TIME, numbers, ask({ 'x-portkey-provider': 'cassette', 'x-portkey-cassette': 'both' }));

    expect(began).toMatch(/^both: recording until .*, 0 requests/);
    expect(ended).toMatch(new RegExp(`^both: done, ${REQUESTS} requests`));
    expect(await sluice('list')).toBe(ended);
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(REQUESTS + 1);
    expect(again.map(({ bytes }) => bytes.toString())).toEqual(live.map(({ bytes }) => bytes.toString()));
  }, 60_000);
});

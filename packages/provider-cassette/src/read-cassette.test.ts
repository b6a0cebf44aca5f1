import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chatExchange } from './exchange.test.support.ts';
import { readCassette } from './read-cassette.ts';
import { writeCassette } from './write-cassette.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cassette-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'demo.jsonl');
const answers = async () => (await readCassette(file())).exchanges.map(({ response }) => response.chunks[0]![1]);

describe('a cassette on the disk', () => {
  it('is read as it was written, and nobody else may read it', async () => {
    const cassette = { name: 'demo', exchanges: [chatExchange('a', 'é 漢'), chatExchange('b', 'two', { cut: true, end_ms: 7.5 })] };

    await writeCassette(file(), cassette);

    expect(await readCassette(file())).toEqual(cassette);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('is one with its parts, in the order of time, and not with its neighbours', async () => {
    await writeCassette(file(), { name: 'demo', exchanges: [chatExchange('a', 'one', {}, 1), chatExchange('a', 'three', {}, 3)] });
    await writeCassette(join(folder, 'demo.0a1b.jsonl'), { name: 'demo', exchanges: [chatExchange('a', 'two', {}, 2)] });
    const stranger = { name: 'demo-2', exchanges: [chatExchange('a', 'stranger')] };
    for (const neighbour of ['demo-2.jsonl', 'demo-2.0a1b.jsonl']) await writeCassette(join(folder, neighbour), stranger);

    expect(await answers()).toEqual(['one', 'two', 'three']);
  });

  it('is read up to the line that a crash has cut', async () => {
    await writeCassette(file(), { name: 'demo', exchanges: [chatExchange('a', 'one')] });
    appendFileSync(file(), readFileSync(file(), 'utf8').split('\n')[1]!.slice(0, 40));

    expect(await answers()).toEqual(['one']);
  });

  it('is not read where a line in its middle is broken', async () => {
    await writeCassette(file(), { name: 'demo', exchanges: [chatExchange('a', 'one'), chatExchange('a', 'two')] });
    const [head, , last] = readFileSync(file(), 'utf8').split('\n');
    writeFileSync(file(), [head, '{"request":', last, ''].join('\n'));

    await expect(readCassette(file())).rejects.toThrow(`${file()}:2 is no exchange of a cassette`);
  });

  it.each([
    ['{"some":"lines"}\n', /is no cassette: its first line/],
    ['{"cassette":9}\n', /of version 9; version 1 is read here/],
    ['', /is empty/],
  ])('is refused for what it is: %j', async (text, reason) => {
    writeFileSync(file(), text);

    await expect(readCassette(file())).rejects.toThrow(reason);
  });

  it('is missed by its name', async () => {
    await expect(readCassette(file())).rejects.toThrow(`there is no cassette at ${file()}`);
  });
});

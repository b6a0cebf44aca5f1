import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '@sluice/store/logs';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { interrupted, type Begun } from './begun.ts';
import { linesOf } from './lines-of.ts';
import { readSpool } from './read-spool.ts';
import { recover } from './recover.ts';
import { openSpoolFolder } from './spool-folder.ts';
import { Spool } from './spool.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const begun = (id: string): Begun => ({
  id,
  at: 1,
  method: 'POST',
  path: '/v1/chat/completions',
  trace: `trace of ${id}`,
  span: '0000000000000001',
  workspace: null,
  apiKeyId: undefined,
  apiKeyName: 'ci',
});

const entry = (id: string, more: Partial<LogEntry> = {}): LogEntry => ({
  ...interrupted(begun(id)),
  status: 200,
  fault: undefined,
  aborted: false,
  ...more,
});

const spoolIn = (path: string, segmentBytes = 1_000_000) => {
  const told: string[] = [];
  const spool = new Spool({ folder: path, segmentBytes, onLost: () => told.push('lost'), onBack: () => told.push('back') });
  return { spool, told };
};

async function left(path: string): Promise<string[]> {
  const found: string[] = [];
  const faults = { onBadLine: () => found.push('bad line'), onBadFile: (name: string) => found.push(`bad ${name}`) };
  for await (const { id, fault, bodies } of readSpool(path, faults))
    found.push([id, fault?.kind, bodies?.request].filter(Boolean).join(' '));
  return found;
}

describe('what a killed process leaves', () => {
  it('is each request that ended, and then each that did not, as interrupted', async () => {
    const { spool } = spoolIn(folder);
    spool.begin(begun('a'));
    spool.begin(begun('b'));
    spool.end(entry('a', { bodies: { request: 'with \u2028 in it', response: undefined } }));
    spool.begin(begun('c'));

    const found = await left(folder);

    expect(found).toEqual(['a with \u2028 in it', 'b interrupted', 'c interrupted']);
  });

  it('may end in the middle of a line', async () => {
    const { spool } = spoolIn(folder);
    spool.begin(begun('a'));
    appendFileSync(join(folder, readdirSync(folder)[0]!), '{"entry":{"id":"a","sta');

    const found = await left(folder);

    expect(found).toEqual(['bad line', 'a interrupted']);
  });

  it('is read around lines that tell nothing, and around what is no file', async () => {
    const garbage = ['null', '5', '"text"', 'true', '[]', '{}', '\0\0\0', '', '{"v":99}', '{"begun":null}', '{"begun":{}}', '{"entry":{}}'];
    const lines = [...garbage, '{"entry":{"id":"x"}}', '{"begun":{"id":1,"at":"now"}}'];
    writeFileSync(
      join(folder, '00000001.jsonl'),
      lines.flatMap((line, index) => [JSON.stringify({ begun: begun(`r${index}`) }), line]).join('\n'),
    );
    mkdirSync(join(folder, '00000002.jsonl'));
    writeFileSync(join(folder, '00000003.jsonl'), JSON.stringify({ entry: entry('r0') }));

    const found = await left(folder);

    expect(found.filter((each) => each !== 'bad line')).toEqual([
      'bad 00000002.jsonl',
      'r0',
      ...lines.slice(1).map((_, index) => `r${index + 1} interrupted`),
    ]);
    expect(found.filter((each) => each === 'bad line')).toHaveLength(lines.length);
  });

  it('is read around a line that is too long', async () => {
    const file = join(folder, 'lines');
    writeFileSync(file, ['one', 'x'.repeat(200_000), 'two', 'y'.repeat(200_000)].join('\n'));
    const found: (string | undefined)[] = [];

    for await (const line of linesOf(file, 100_000)) found.push(line);

    expect(found).toEqual(['one', undefined, 'two', undefined]);
  });

  it('is found though a request begins in one file and ends in another', async () => {
    const { spool } = spoolIn(folder, 200);
    for (const id of ['a', 'b', 'c']) spool.begin(begun(id));
    for (const id of ['c', 'b']) spool.end(entry(id));

    const found = await left(folder);

    expect(readdirSync(folder).length).toBeGreaterThan(2);
    expect(found).toEqual(['c', 'b', 'a interrupted']);
  });
});

describe('a spool in use', () => {
  it('removes a file as soon as all that it has a line of is kept elsewhere, and not before', () => {
    const { spool } = spoolIn(folder, 200);
    for (const id of ['a', 'b']) spool.begin(begun(id));
    const before = readdirSync(folder);
    for (const id of ['a', 'b']) spool.end(entry(id));

    spool.done(['b']);
    const between = readdirSync(folder);
    spool.done(['a']);
    const after = readdirSync(folder);

    expect(between).toContain(before[0]);
    expect(after).not.toContain(before[0]);
    expect(after).toHaveLength(1);
  });

  it('empties its only file once that has grown, however long it runs', () => {
    const { spool } = spoolIn(folder);
    const sizes: number[] = [];

    for (let index = 0; index < 2_000; index++) {
      spool.begin(begun(`r${index}`));
      spool.end(entry(`r${index}`));
      spool.done([`r${index}`]);
      sizes.push(spool.bytes);
    }

    expect(Math.max(...sizes)).toBeLessThan(300_000);
    expect(statSync(join(folder, readdirSync(folder)[0]!)).size).toBe(spool.bytes);
  });

  it('counts what it cannot write, says so once, and goes on', () => {
    const { spool, told } = spoolIn(join(folder, 'gone'));

    spool.begin(begun('a'));
    spool.end(entry('a'));

    expect([spool.unwritten, told]).toEqual([2, ['lost']]);
  });

  it('leaves nothing behind where all is kept, and what is not where it is not', async () => {
    const [one, other] = [spoolIn(folder), spoolIn(mkdtempSync(join(tmpdir(), 'spool-')))];
    one.spool.begin(begun('a'));
    one.spool.done(['a']);

    one.spool.close();
    other.spool.close();

    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('folders of several processes', () => {
  it('are left alone while their process lives, and are claimed by one alone when it has gone', async () => {
    const [living, first, second] = await Promise.all([1, 2, 3].map(() => openSpoolFolder(folder)));
    const dying = await openSpoolFolder(folder);
    spoolIn(dying.path).spool.begin(begun('a'));
    const early = await first!.claimDead();

    await dying.leave();
    const claims = await Promise.all([first!.claimDead(), second!.claimDead()]);
    await Promise.all([living!, first!, second!].map((each) => each.leave()));

    expect(early).toEqual([]);
    expect(claims.flat()).toHaveLength(1);
    expect(claims.flat().every((claimed) => existsSync(claimed))).toBe(true);
  });

  it('are found with all that their process had claimed itself', async () => {
    const first = await openSpoolFolder(folder);
    spoolIn(first.path).spool.begin(begun('a'));
    await first.leave();
    const second = await openSpoolFolder(folder);
    await second.claimDead();
    spoolIn(second.path).spool.begin(begun('b'));
    await second.leave();
    const third = await openSpoolFolder(folder);

    const claimed = await third.claimDead();

    const found = await Promise.all(claimed.map(left));
    await third.leave();
    expect(found.flat().toSorted()).toEqual(['a interrupted', 'b interrupted']);
  });

  it('are gone when all is well', async () => {
    const only = await openSpoolFolder(folder);

    await only.leave();

    expect(readdirSync(join(folder, 'spool'))).toEqual([]);
  });
});

describe('giving the log store what was left', () => {
  it('tells that it may be there already, and removes the folder afterwards', async () => {
    const own = join(folder, 'left');
    const dying = await openSpoolFolder(own);
    const { spool } = spoolIn(dying.path);
    for (const id of ['a', 'b']) spool.begin(begun(id));
    spool.end(entry('a'));
    await dying.leave();
    const asked: unknown[] = [];
    const store = {
      append: (entries: readonly LogEntry[], recovered?: true) =>
        Promise.resolve(void asked.push([entries.map(({ id }) => id), recovered])),
    };

    const recovered = await recover([dying.path], {
      store,
      ending: new AbortController().signal,
      onRejected: () => {},
      setAside: () => {},
    });

    expect([recovered, asked, existsSync(dying.path)]).toEqual([{ records: 2, badLines: 0 }, [[['a', 'b'], true]], false]);
  });

  it('sets aside what cannot be read, keeps all else, and finds nothing of it at the next start', async () => {
    const spools = join(folder, 'spool');
    const inner = join(spools, 'cc', 'of-dd', 'of-ee');
    for (const each of ['aa/00000001.jsonl', 'bb', 'cc/of-dd/of-ee']) mkdirSync(join(spools, each), { recursive: true });
    const write = (path: string, ...lines: string[]) => writeFileSync(path, lines.join('\n'));
    const line = (id: string) => JSON.stringify({ begun: begun(id) });
    write(join(spools, 'aa', '00000002.jsonl'), line('a'));
    write(join(spools, 'bb', '00000001.jsonl'), line('b1'), 'null', line('b2'));
    write(join(spools, 'cc', '00000001.jsonl'), line('c'));
    write(join(inner, '00000001.jsonl'), line('e'));
    const kept: string[] = [];
    const store = { append: (entries: readonly LogEntry[]) => Promise.resolve(void kept.push(...entries.map(({ id }) => id))) };
    const means = { store, ending: new AbortController().signal, onRejected: () => {} };
    const told: unknown[] = [];
    const first = await openSpoolFolder(folder);

    const claimed = await first.claimDead();
    const recovered = await recover([join(folder, 'not there'), ...claimed], {
      ...means,
      setAside: (dead, error) => told.push(basename(first.setAside(dead)), (error as NodeJS.ErrnoException).code),
    });
    await first.leave();
    const second = await openSpoolFolder(folder);
    const again = await second.claimDead();
    await second.leave();

    expect(claimed.map((each) => relative(first.path, each)).toSorted()).toEqual(['of-aa', 'of-bb', 'of-cc', 'of-dd', 'of-ee']);
    expect([recovered, kept.toSorted(), again]).toEqual([{ records: 5, badLines: 1 }, ['a', 'b1', 'b2', 'c', 'e'], []]);
    expect(told).toEqual(['not there', 'ENOENT', 'bad-aa', 'EISDIR']);
    expect([readdirSync(spools), readdirSync(join(spools, 'bad-aa'))]).toEqual([['bad-aa'], ['00000001.jsonl']]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { write } from '../adapters.test.support.ts';
import { repliesIn } from './folder.ts';
import { bytesOf } from './reply-file.ts';

const good = { asked: { method: 'POST', path: '/x' }, answered: { status: 200, headers: {}, body: {} } };

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'testkit-replies-'));
  for (const [name, content] of Object.entries(files)) write(folder, name, content);
  return folder;
}

describe('a folder of replies', () => {
  it('is read by its path or its URL', () => {
    const folder = folderWith({ 'chat/text.json': good, 'kit.json': { models: { chat: 'm' } } });

    const read = [folder, pathToFileURL(folder)].map(repliesIn);

    for (const { find, kit, problems } of read) {
      expect([find('chat', 'text'), find('chat', 'stream'), kit, problems]).toEqual([good, undefined, { models: { chat: 'm' } }, []]);
    }
  });

  it('is empty where there is none', () => {
    const { find, kit, problems } = repliesIn('/nowhere/at/all');

    expect([find('chat', 'text'), kit, problems]).toEqual([undefined, {}, []]);
  });

  it.each([
    ['chat/tols.json', good, 'chat/tols.json: chat has no feature "tols"; it has text, system'],
    ['chat/text.json', '{', 'chat/text.json: is no JSON'],
    ['chat/text.json', [], 'chat/text.json: the file must be an object, not []'],
    ['chat/text.json', { asked: {} }, 'chat/text.json: "answered" must be an object, not undefined'],
    ['chat/text.json', { ...good, asked: { method: 'POST' } }, 'chat/text.json: "asked.path" must be a text, not undefined'],
    [
      'chat/text.json',
      { ...good, answered: { status: 'ok' } },
      'chat/text.json: "answered.status" must be a status from 200 to 599, not "ok"',
    ],
    [
      'chat/text.json',
      { ...good, answered: { status: 200, headers: { a: 1 } } },
      'chat/text.json: "answered.headers.a" must be a text, not 1',
    ],
    [
      'chat/text.json',
      { ...good, answered: { status: 200, body: {}, encoding: 'base64' } },
      'chat/text.json: "answered.body" must be base64, not {}',
    ],
    ['kit.json', { settings: { a: 1 } }, 'kit.json: "settings.a" must be a text, not 1'],
    ['kit.json', { calls: { chat: 'x' } }, 'kit.json: "calls.chat" must be an object, not "x"'],
  ])('tells what is wrong with %s: %j', (name, content, sentence) => {
    const { problems } = repliesIn(folderWith({ [name]: content }));

    expect(problems).toEqual([expect.stringContaining(sentence)]);
  });
});

describe('an answer', () => {
  it.each([
    ['text', { status: 200, headers: {}, body: 'é' }, 'é'],
    ['JSON', { status: 200, headers: {}, body: { a: 1 } }, '{"a":1}'],
    ['base64', { status: 200, headers: {}, body: 'w6k=', encoding: 'base64' } as const, 'é'],
    ['nothing', { status: 200, headers: {}, body: undefined }, ''],
  ])('has its bytes back from %s', (_form, answer, text) => {
    expect(Buffer.from(bytesOf(answer)).toString()).toBe(text);
  });
});

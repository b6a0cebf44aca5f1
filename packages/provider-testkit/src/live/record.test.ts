import { describe, expect, it } from '@jest/globals';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shaped } from '../adapters.test.support.ts';
import { cellsOf } from '../cells.ts';
import { repliesIn } from '../replies/folder.ts';
import { record } from './record.ts';
import { scrubber } from './scrub.ts';

const KEY = 'sk-live-4f9a0c77d1';
const adapter = shaped as unknown as ProviderAdapter;
const [plan] = cellsOf(adapter, { replies: repliesIn(undefined), models: {}, live: true });
const asked = { method: 'POST', path: '/chat/completions', body: {} };

const recorderIn = (folder: string) => ({ folder, scrubber: scrubber(adapter, { apiKey: KEY }, { apiKey: 'sk-kit-0000-apiKey' }) });

describe('a recording', () => {
  it('can be read again, without the key', () => {
    const folder = mkdtempSync(join(tmpdir(), 'testkit-record-'));

    const unwritten = record(plan!, asked, { status: 401, headers: {}, body: { error: `not ${KEY}` } }, recorderIn(folder));

    expect(unwritten).toBeUndefined();
    expect(repliesIn(folder).find('chat', 'text')).toEqual({
      model: 'shaped-1',
      asked,
      answered: { status: 401, headers: {}, body: { error: 'not sk-kit-0000-apiKey' } },
    });
  });

  it.each([
    [
      'bytes have the key in them',
      asked,
      { status: 200, headers: {}, body: Buffer.from(`\u0000${KEY}`).toString('base64'), encoding: 'base64' },
    ],
    ['what was asked has', { ...asked, path: `/chat?key=${KEY}` }, { status: 200, headers: {}, body: {} }],
  ] as const)('is not made where %s', (_why, question, answer) => {
    const folder = mkdtempSync(join(tmpdir(), 'testkit-record-'));

    const unwritten = record(plan!, question, answer, recorderIn(folder));

    expect([unwritten, existsSync(join(folder, 'chat'))]).toEqual([expect.stringContaining('nothing was written'), false]);
  });
});

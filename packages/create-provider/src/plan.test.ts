import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFor } from './plan.ts';
import { Refusal } from './refusal.ts';

const NOWHERE = join(tmpdir(), 'sluice-create-nowhere');

describe('a plan', () => {
  it('makes all that was not said of the name', () => {
    expect(planFor({ target: 'my-provider' }, NOWHERE)).toEqual({
      folder: join(NOWHERE, 'my-provider'),
      packageName: 'my-provider',
      kind: 'openai',
      id: 'my-provider',
      name: 'My Provider',
      baseURL: 'https://api.my-provider.example/v1',
      author: 'Your Name',
    });
  });

  it.each([
    ['@acme/sluice-provider-inhouse', 'openai', { id: 'inhouse', folder: join(NOWHERE, 'sluice-provider-inhouse') }],
    [
      'packages/sluice-provider-inhouse',
      'own',
      { id: 'inhouse', packageName: 'sluice-provider-inhouse', baseURL: 'https://api.inhouse.example' },
    ],
    ['@acme/no-names', 'check', { id: 'acme.no-names', name: 'Acme No Names' }],
    ['sluice-check-no-names', 'check', { id: 'own.no-names' }],
    ['sluice-strategy-by_hour', 'strategy', { id: 'by-hour' }],
    ['provider-x.y', 'openai', { id: 'x-y' }],
    ['---', 'openai', { id: 'my-provider' }],
  ] as const)('of %s as %s', (target, kind, expected) => {
    expect(planFor({ target, kind }, NOWHERE)).toMatchObject(expected);
  });

  it('takes what was said as it was said', () => {
    const said = { id: 'acme', name: 'Acme & Sons', baseURL: 'http://127.0.0.1:9/v1', author: 'Ann' };

    expect(planFor({ target: 'x', ...said }, NOWHERE)).toMatchObject(said);
  });

  it('names an address without the slash at its end', () => {
    expect(planFor({ target: 'x', baseURL: 'https://acme.example/v1//' }, NOWHERE).baseURL).toBe('https://acme.example/v1');
  });

  it('leaves an author out whose name would end a text', () => {
    expect(planFor({ target: 'x', author: 'Ann "the" Bee' }, NOWHERE).author).toBe('Your Name');
  });

  it.each([
    [{ target: 'My-Provider' }, /npm takes no package called "My-Provider": a name is lower-case/],
    [{ target: '@acme/UP' }, /npm takes no package called "@acme\/UP"/],
    [{ target: '.hidden' }, /begins with a letter or a digit/],
    [{ target: 'http' }, /taken by Node or npm itself/],
    [{ target: 'x'.repeat(215) }, /longer than 214 letters/],
    [{ target: 'x', id: 'Acme' }, /"Acme" cannot be its id: a slug is lower-case/],
    [{ target: 'x', id: 'a_b' }, /a slug is lower-case/],
    [{ target: 'x', kind: 'strategy', id: '-a' }, /a mode is lower-case/],
    [{ target: 'x', kind: 'check', id: 'no-names' }, /its maker, a dot and its name/],
    [{ target: 'x', name: "Ann's" }, /cannot be its name/],
    [{ target: 'x', baseURL: 'acme.example' }, /begins with http:\/\/ or https:\/\//],
    [{ target: 'x', baseURL: "https://acme.example/'+1" }, /neither query nor quotes/],
  ] as const)('of %j is refused', (wanted, sentence) => {
    expect(() => planFor(wanted, NOWHERE)).toThrow(sentence);
    expect(() => planFor(wanted, NOWHERE)).toThrow(Refusal);
  });

  describe('for a folder that is there', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'sluice-create-'));
    afterAll(() => rmSync(scratch, { recursive: true, force: true }));

    it('is refused where something is in it', () => {
      mkdirSync(join(scratch, 'full/.git'), { recursive: true });
      writeFileSync(join(scratch, 'full/notes.txt'), '');

      expect(() => planFor({ target: 'full' }, scratch)).toThrow(/full is not empty \(there is notes\.txt\)/);
    });

    it('is refused where it is a file', () => {
      writeFileSync(join(scratch, 'file'), '');

      expect(() => planFor({ target: 'file' }, scratch)).toThrow(/file is a file/);
    });

    it('is made where only version control is in it', () => {
      mkdirSync(join(scratch, 'empty/.git'), { recursive: true });

      expect(planFor({ target: 'empty' }, scratch)).toMatchObject({ folder: join(scratch, 'empty') });
    });
  });
});

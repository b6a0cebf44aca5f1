import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { shippedPackages, type ShippedPackage } from '../support/adapters.ts';
import { pageOf } from './support/provider-page.ts';
import { BEGIN, declaredReadme, wholeReadme } from './support/provider-readme.ts';

const PACKAGES = join(import.meta.dirname, '../../../../packages');

/** Set by `npm run docs:providers`. */
const WRITES = process.env['SLUICE_WRITE_DOCS'] === '1';

const style = await resolveConfig(join(PACKAGES, 'README.md'), { editorconfig: false });
const fileOf = ({ name }: ShippedPackage) => join(PACKAGES, name.slice('@sluice/'.length), 'README.md');

/** The README as it should be: the example above the marker stays, what is declared below it is put in its place. */
async function wanted(shipped: ShippedPackage): Promise<string> {
  const file = fileOf(shipped);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const at = text.indexOf(BEGIN);
  const page = pageOf(shipped);
  return format(at < 0 ? wholeReadme(shipped, page) : text.slice(0, at) + declaredReadme(shipped, page), { ...style, parser: 'markdown' });
}

const packages = await shippedPackages();

describe('the READMEs of the provider packages', () => {
  it.each(packages.map((shipped) => [shipped.name, shipped] as const))('say in %s what it declares', async (_, shipped) => {
    const text = await wanted(shipped);

    if (WRITES) writeFileSync(fileOf(shipped), text);
    const held = existsSync(fileOf(shipped)) ? readFileSync(fileOf(shipped), 'utf8') : 'there is none: run npm run docs:providers';
    expect(held).toBe(text);
  });
});

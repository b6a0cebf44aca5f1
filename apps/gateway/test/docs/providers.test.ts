import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { shippedAdapters } from '../support/adapters.ts';
import { BEGIN, declaredPart, END, overview, wholePage } from './support/provider-page.ts';

const FOLDER = join(import.meta.dirname, '../../../../docs/providers');

/** Set by `npm run docs:providers`. */
const WRITES = process.env['SLUICE_WRITE_DOCS'] === '1';

const adapters = await shippedAdapters();
const style = await resolveConfig(join(FOLDER, 'x.md'), { editorconfig: false });
const formatted = (text: string) => format(text, { ...style, parser: 'markdown' });

/** The page as it should be: what is written by hand stays, what is declared is put in its place. */
async function wanted(adapter: (typeof adapters)[number], file: string): Promise<string> {
  if (!existsSync(file)) return formatted(wholePage(adapter));
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  const part = declaredPart(adapter);
  return formatted(from < 0 || to < 0 ? `${text}\n${part}\n` : text.slice(0, from) + part + text.slice(to + END.length));
}

async function hold(file: string, text: string): Promise<void> {
  if (WRITES) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : `there is no ${file}: run npm run docs:providers`).toBe(text);
}

describe('the pages about providers', () => {
  it.each(adapters.map((adapter) => [adapter.id, adapter] as const))('say what %s declares', async (id, adapter) => {
    const file = join(FOLDER, `${id}.md`);

    await hold(file, await wanted(adapter, file));
  });

  it('list them all', async () => {
    await hold(join(FOLDER, 'README.md'), await formatted(overview(adapters)));
  });
});

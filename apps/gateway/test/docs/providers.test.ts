import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { shippedPackages } from '../support/adapters.ts';
import { responsesDifferences } from '@sluice/codec-responses';
import { BEGIN, declaredPart, differenceTable, END, overview, pageOf, wholePage } from './support/provider-page.ts';

const FOLDER = join(import.meta.dirname, '../../../../docs/providers');

/** Set by `npm run docs:providers`. */
const WRITES = process.env['SLUICE_WRITE_DOCS'] === '1';

const packages = (await shippedPackages()).map((shipped) => {
  const { adapters } = shipped;
  const title = adapters.length > 3 ? 'Providers that speak OpenAI’s language' : adapters[0]!.name;
  return { page: pageOf(shipped), title, adapters };
});
const style = await resolveConfig(join(FOLDER, 'x.md'), { editorconfig: false });
const formatted = (text: string) => format(text, { ...style, parser: 'markdown' });

/** The page as it should be: what is written by hand stays, what is declared is put in its place. */
async function wanted({ page, title, adapters }: (typeof packages)[number]): Promise<string> {
  const file = join(FOLDER, page);
  if (!existsSync(file)) return formatted(wholePage(title, adapters));
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  const part = declaredPart(adapters);
  return formatted(from < 0 || to < 0 ? `${text}\n${part}\n` : text.slice(0, from) + part + text.slice(to + END.length));
}

/** What stands in a page; where pages are to be written, what has just been. */
function held(page: string, text: string): string {
  const file = join(FOLDER, page);
  if (WRITES) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
  return existsSync(file) ? readFileSync(file, 'utf8') : `there is no ${page}: run npm run docs:providers`;
}

const DOOR = ['<!-- what the door declares -->', '<!-- end of what the door declares -->'] as const;

describe('the page about doors', () => {
  it('says what the Responses door does otherwise', async () => {
    const file = join(FOLDER, '../doors.md');
    const text = readFileSync(file, 'utf8');
    const [begin, end] = DOOR;
    const head = text.slice(0, text.indexOf(begin) + begin.length);
    const wantedText = await formatted(`${head}\n\n${differenceTable(responsesDifferences)}\n\n${text.slice(text.indexOf(end))}`);

    if (WRITES) writeFileSync(file, wantedText);
    expect(readFileSync(file, 'utf8')).toBe(wantedText);
  });
});

describe('the pages about providers', () => {
  it.each(packages.map((shipped) => [shipped.page, shipped] as const))('say in %s what is declared', async (page, shipped) => {
    const text = await wanted(shipped);

    expect(held(page, text)).toBe(text);
  });

  it('list them all', async () => {
    const text = await formatted(overview(packages));

    expect(held('README.md', text)).toBe(text);
  });
});

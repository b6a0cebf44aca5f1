import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pressedBytes, readBuiltConsole, type BuiltConsole } from './support/built-console.ts';

const LIMIT_BYTES = 300_000;

/** Words that only the part itself says, in a form that no press changes. */
const HEAVY = { editor: 'cm-activeLineGutter', chart: 'u-cursor-pt' } as const;

/** Styles of all parts that the kit has. Each of its classes is named after a hash, `m_8d3afb97`, and so is named nowhere else. */
const KIT = createRequire(new URL('../../../console/package.json', import.meta.url)).resolve('@mantine/core/styles.css');
const classesIn = (text: string) => new Set(text.match(/\bm_[0-9a-f]{6,8}\b/g));

/** Pages that are an editor themselves. */
const EDITORS = /assets\/(?:new-)?config-page-/;

const sizeOf = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + pressedBytes(file), 0);

describe('the built console', () => {
  let built: BuiltConsole;
  beforeAll(async () => {
    built = await readBuiltConsole();
  }, 30_000);

  it('needs less than 300 kB before the first page is seen', () => {
    const bytes = sizeOf(built.first);

    // As much as the kit alone has; less would mean that something was overlooked.
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(LIMIT_BYTES);
  });

  it('needs less than 300 kB to show any page that is no editor, as long as nothing on it is opened', () => {
    const pages = [...built.scripts.keys()].filter((file) => /-page-[\w-]{8}\.js$/.test(file) && !EDITORS.test(file));

    const sizes = pages.map((page) => ({ page, bytes: sizeOf(new Set([...built.first, ...built.importedBy([page])])) }));

    expect(pages.length).toBeGreaterThan(15);
    expect(sizes.filter(({ bytes }) => bytes >= LIMIT_BYTES)).toEqual([]);
  });

  it.each(Object.entries(HEAVY))('leaves the %s until somebody needs it', (_part, word) => {
    const holders = [...built.scripts].filter(([, text]) => text.includes(word)).map(([file]) => file);

    expect(holders).not.toEqual([]);
    expect(built.first.filter((file) => holders.includes(file))).toEqual([]);
  });

  it('has the styles of every part of the kit that its scripts use', () => {
    const used = [...built.scripts.values()].flatMap((text) => [...classesIn(text)]);
    const styled = classesIn(readFileSync(KIT, 'utf8'));
    const brought = classesIn(built.styles);

    expect(used.length).toBeGreaterThan(100);
    expect(used.filter((name) => styled.has(name) && !brought.has(name))).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { packageEntry, type EntryManifest } from './package-entry.ts';

describe('the file that a package is imported by', () => {
  it.each<readonly [string, EntryManifest, string]>([
    ['one for all', { exports: './main.js' }, './main.js'],
    ['conditions alone', { exports: { types: './main.d.ts', default: './main.js' } }, './main.js'],
    ['the root among others', { exports: { './other': './other.js', '.': { import: './main.js' } } }, './main.js'],
    [
      'conditions within conditions',
      { exports: { '.': { import: { types: './main.d.ts', default: './main.js' }, require: './main.cjs' } } },
      './main.js',
    ],
    ['the first that holds', { exports: { '.': { browser: './browser.js', node: './node.js', default: './main.js' } } }, './node.js'],
    ['a list', { exports: [{ browser: './browser.js' }, './main.js'] }, './main.js'],
    ['exports before main', { exports: './main.js', main: './old.js' }, './main.js'],
    ['main', { main: './main.js' }, './main.js'],
    ['nothing', {}, 'index.js'],
  ])('is found where its manifest gives %s', (_what, manifest, file) => {
    expect(packageEntry(manifest)).toBe(file);
  });
});

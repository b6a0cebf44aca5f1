import { describe, expect, it } from '@jest/globals';
import type { Report } from '@sluice/provider-testkit';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { untriedOf, type Whereabouts } from './untried.ts';

const report = (...statuses: Report['cells'][number]['status'][]): Report => ({
  provider: 'acme',
  cells: statuses.map((status, at) => ({ surface: 'chat', feature: `feature-${at}`, status })),
  conduct: [],
  problems: [],
});

const installed: Whereabouts = {
  name: '@acme/provider',
  file: '/srv/node_modules/@acme/provider/dist/index.js',
  replies: '/srv/node_modules/@acme/provider/replies',
};

describe('what could not be tried of a provider', () => {
  it.each<readonly [string, Partial<Whereabouts>]>([
    ['named by a path', { name: './node_modules/@acme/provider' }],
    ['named by a whole path', { name: '/srv/node_modules/@acme/provider' }],
    ['with replies beside it', { replies: mkdtempSync(`${tmpdir()}/replies-`) }],
    ['linked from where it is written', { file: '/home/acme/provider/dist/index.js' }],
  ])('is said to its author with what to do: %s', (_where, place) => {
    const untried = untriedOf(report('works', 'untested', 'untested'), { ...installed, ...place });

    expect(untried).toEqual(['provider acme: 2 cells wait for recorded replies (provider-testkit --live --record)']);
  });

  it('is said to an operator in short, without advice for authors', () => {
    const untried = untriedOf(report('works', 'untested'), installed);

    expect(untried).toEqual(['provider acme: what takes recorded replies, which a package does not bring']);
  });

  it('is nothing where all could be', () => {
    expect(untriedOf(report('works', 'refused'), installed)).toEqual([]);
  });
});

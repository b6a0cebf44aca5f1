import { describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedProviders } from './discover.ts';
import { loadPlugins } from '../plugins/load.ts';

/** A repository with these packages, each a module that exports what it is given. */
function repository(packages: Readonly<Record<string, object>>): string {
  const root = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  writeFileSync(join(root, 'turbo.json'), '{}');
  for (const [name, manifest] of Object.entries({ 'provider-sdk': { sluice: { provider: false } }, ...packages })) {
    const folder = join(root, 'packages', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, type: 'module', ...manifest }));
    writeFileSync(
      join(folder, 'index.js'),
      `export default { spec: 1, id: '${name.slice('provider-'.length)}', aliases: [], operations: {} };`,
    );
  }
  return root;
}

describe('the providers of the repository', () => {
  it('are all packages named so, and nobody has to list them', async () => {
    const root = repository({
      'provider-x': { main: './index.js' },
      'provider-a': { exports: { '.': { types: './index.d.ts', default: './index.js' } } },
      core: {},
    });

    const folders = shippedProviders(join(root, 'apps', 'gateway', 'dist', 'main.js'));
    const sources = folders.map((name) => ({ name, namedIn: 'packages', from: root, shipped: true }));
    const { providers } = await loadPlugins(sources, { busyMs: 0, waitMs: 0, stuckMs: 0 });

    expect(providers.map(({ id }) => id)).toEqual(['a', 'x']);
  });

  it('are none where the gateway stands in no repository', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'sluice-test-'));

    expect(shippedProviders(join(elsewhere, 'node_modules', '@sluice', 'gateway', 'dist', 'main.js'))).toEqual([]);
  });

  it('are loaded as they were bundled, and from their folders where they came later', () => {
    const root = repository({ 'provider-x': { main: './index.js' }, 'provider-new': { main: './index.js' } });
    const dist = join(root, 'apps', 'gateway', 'dist');
    mkdirSync(join(dist, 'providers'), { recursive: true });
    writeFileSync(join(dist, 'providers', 'provider-x.js'), '');

    expect(shippedProviders(join(dist, 'main.js'))).toEqual([
      join(dist, 'providers', 'provider-x.js'),
      join(root, 'packages', 'provider-new'),
    ]);
  });

  it('pass over a folder that is no package', () => {
    const root = repository({});
    mkdirSync(join(root, 'packages', 'provider-gone', 'dist'), { recursive: true });

    expect(shippedProviders(join(root, 'apps', 'gateway'))).toEqual([]);
  });
});

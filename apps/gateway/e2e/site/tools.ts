import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Need } from '../guide/needs.ts';
import { repositoryRoot } from '../guide/repository-root.ts';

/** The scripts that make the site. */
export const scripts = join(repositoryRoot, '.ci/site');

/** Where `.ci/site/install` puts what they need, and `.ci/site/build` what they make. */
export const tools = join(repositoryRoot, '.cache/site-tools');
export const site = join(repositoryRoot, '.cache/site');

/** A browser that people use; none is downloaded. */
export const chromium = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim())
  .find((path) => path !== '');

export const hasTools: Need = {
  met: existsSync(join(tools, 'installed')),
  remedy: 'needs typedoc; get it with: bash .ci/site/install',
};

export const hasSiteAndBrowser: Need = {
  met: hasTools.met && existsSync(join(site, 'index.html')) && chromium !== undefined,
  remedy: 'needs the built site and Chromium; get them with: bash .ci/site/build && apt-get install chromium',
};
